# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes that are measured, and what the kernel tells about them."""

from __future__ import annotations

import os
import resource
import select
import signal
import subprocess
import time
from pathlib import Path

STOP_SECONDS = 60.0
TICKET_KEY_BYTES = 80


class Failure(Exception):
    """What could not be measured, in a sentence."""


def raise_descriptor_limit() -> int:
    """As far as it goes, for this process and those that it starts; returns the limit."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def cpu_ns(pid: int) -> int:
    """Processor time of all threads, those that have ended included: what clock_getcpuclockid() stands for."""
    return time.clock_gettime_ns((~pid << 3) | 2)


def resident_bytes(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise Failure("the program has ended")


class Process:
    """A program with its standard output as lines; its standard error goes to a file and is quoted when it fails."""

    def __init__(
        self, command: list[str], errors: Path, environment: dict[str, str] | None = None, *, quiet: bool = False
    ) -> None:
        self.name = Path(command[0]).name
        self.errors = errors
        with errors.open("wb") as file:
            self.popen = subprocess.Popen(
                command,
                stdout=subprocess.DEVNULL if quiet else subprocess.PIPE,
                stderr=file,
                env={**os.environ, **(environment or {})},
            )
        self.pending = b""

    @property
    def pid(self) -> int:
        return self.popen.pid

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        if self.popen.stdout:
            self.popen.stdout.close()

    def read_line(self, seconds: float) -> str:
        deadline = time.monotonic() + seconds
        while b"\n" not in self.pending:
            ready, _, _ = select.select([self.popen.stdout], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise Failure(f"{self.name} said nothing within {seconds:.0f} s")
            chunk = os.read(self.popen.stdout.fileno(), 65536)
            if not chunk:
                raise Failure(self.reason())
            self.pending += chunk
        line, self.pending = self.pending.split(b"\n", 1)
        return line.decode()

    def ensure_running(self) -> None:
        if self.popen.poll() is not None:
            raise Failure(self.reason())

    def kill(self) -> None:
        self.popen.kill()
        self.popen.wait()

    def stop(self) -> None:
        """Asks it to end, waits, and makes sure that it ended well."""
        self.ensure_running()
        self.popen.send_signal(signal.SIGTERM)
        try:
            code = self.popen.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise Failure(f"{self.name} did not end within {STOP_SECONDS:.0f} s of SIGTERM") from error
        if code != 0:
            raise Failure(self.reason())

    def reason(self) -> str:
        lines = self.errors.read_text(errors="replace").strip().splitlines()
        return f"{self.name} ended: {lines[-1] if lines else 'it gave no reason'}"


class EchoServer(Process):
    """The server of the benchmark, on a free port."""

    START_SECONDS = 10.0

    def __init__(self, program: Path, directory: Path, certificate: Certificate | None = None, port: int = 0) -> None:
        arguments = ["--port", str(port)]
        if certificate:
            arguments += ["--tls", str(certificate.file), str(certificate.key)]
            arguments += ["--ticket-keys", str(certificate.ticket_keys)]
        super().__init__([str(program), *arguments], directory / "server.err")
        self.port = int(self.read_line(self.START_SECONDS).removeprefix("listening "))

    def counts(self) -> tuple[int, int]:
        """Connections accepted, and how many of them resumed a TLS session; after stop()."""
        _, accepted, _, resumed = self.read_line(self.START_SECONDS).split()
        return int(accepted), int(resumed)


class Certificate:
    """A certificate for 127.0.0.1, signed by itself."""

    def __init__(self, directory: Path) -> None:
        self.file = directory / "certificate.pem"
        self.key = directory / "key.pem"
        self.ticket_keys = directory / "ticket.keys"
        self.ticket_keys.write_bytes(os.urandom(TICKET_KEY_BYTES))
        command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1"
        names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(self.key), "-out", str(self.file)]
        subprocess.run(command.split() + names, check=True, capture_output=True)
