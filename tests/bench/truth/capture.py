# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs tcpdump on the loopback interface, and reads what it wrote."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from common.processes import Failure

START_SECONDS = 60.0  # sudo may ask for a password
SNAPSHOT_BYTES = 512
BUFFER_KIB = 131_072
# tcpdump belongs to root: it ends when this shell's standard input does, so that nobody need signal it.
CONTROL = 'tcpdump "$@" & pid=$!; cat >/dev/null; kill $pid; wait $pid'
WITH_PAYLOAD = "(ip[2:2] - ((ip[0] & 0xf) << 2) - ((tcp[12] & 0xf0) >> 2)) != 0"

NANOSECOND_MAGIC = 0xA1B23C4D
FILE_HEADER = struct.Struct("<IHHiIII")
RECORD_HEADER = struct.Struct("<IIII")
ETHERNET_BYTES = 14


@dataclass(frozen=True)
class Segment:
    """A TCP segment with payload."""

    at_ns: int  # since 1970
    source: int
    destination: int
    sequence: int
    payload: bytes
    is_cut: bool


class Capture:
    """tcpdump on `lo`, of the segments from and to `port` that carry payload. As root or with sudo."""

    def __init__(self, port: int, directory: Path) -> None:
        self.file = directory / "capture.pcap"
        self.errors = directory / "tcpdump.err"
        options = f"-i lo -n -Z root -B {BUFFER_KIB} -s {SNAPSHOT_BYTES} --time-stamp-precision=nano".split()
        expression = f"tcp port {port} and {WITH_PAYLOAD}"
        command = [*as_root(), "sh", "-c", CONTROL, "sh", *options, "-w", str(self.file), expression]
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=errors)
        self.wait_started()

    def wait_started(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while "listening on" not in self.errors.read_text():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Failure(f"tcpdump did not start: {self.errors.read_text().strip()}")
            time.sleep(0.05)

    def __enter__(self) -> Capture:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        if not self.process.stdin.closed:
            self.process.stdin.close()
        self.process.wait()

    def dropped(self) -> int:
        """Segments that tcpdump was too slow for; after stop()."""
        found = re.search(r"(\d+) packets dropped by kernel", self.errors.read_text())
        if not found:
            raise Failure(f"tcpdump did not end well: {self.errors.read_text().strip()}")
        return int(found[1])

    def segments(self) -> Iterator[Segment]:
        """In the order of the capture; after stop()."""
        with self.file.open("rb") as file:
            magic, *_ = FILE_HEADER.unpack(file.read(FILE_HEADER.size))
            if magic != NANOSECOND_MAGIC:
                raise Failure("the capture has no nanosecond times: tcpdump or the kernel is too old")
            while header := file.read(RECORD_HEADER.size):
                seconds, nanoseconds, size, _ = RECORD_HEADER.unpack(header)
                yield parse_segment(seconds * 1_000_000_000 + nanoseconds, file.read(size))


def as_root() -> list[str]:
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        raise Failure("capturing packets needs root: run this as root, or install sudo")
    return ["sudo"]


def parse_segment(at_ns: int, frame: bytes) -> Segment:
    """Ethernet, IPv4, TCP."""
    packet = frame[ETHERNET_BYTES:]
    length = int.from_bytes(packet[2:4], "big")
    segment = packet[(packet[0] & 0xF) * 4 :]
    source, destination, sequence = struct.unpack_from(">HHI", segment)
    offset = (segment[12] >> 4) * 4
    return Segment(at_ns, source, destination, sequence, segment[offset:], is_cut=len(packet) < length)
