# SPDX-License-Identifier: GPL-3.0-or-later
"""The machine and the programs that figures were taken with."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from pathlib import Path


def output_of(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def processor() -> str:
    found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return found[1] if found else platform.machine()


def memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def description() -> str:
    system = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    return (
        f"{processor()}, {os.cpu_count()} cores, {memory_gib():.0f} GiB; {system}, Linux {platform.release()}, "
        f"Qt {output_of('qmake6', '-query', 'QT_VERSION')}"
    )
