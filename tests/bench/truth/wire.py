# SPDX-License-Identifier: GPL-3.0-or-later
"""Round trips of ping frames as they were on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from truth.capture import Segment

REQUEST = re.compile(rb"GET /c/(\d+) ")
FINAL_PING = 0x89
FINAL_PONG = 0x8A
SEQUENCE_MODULUS = 2**32
# Heartline's ping: the beat's number, big-endian, and a nonce.
BEAT_NUMBER_BYTES = 8

# (connection, number of the beat) -> round trip in nanoseconds
RoundTrips = dict[tuple[int, int], int]


@dataclass
class Stream:
    """One connection, from its client's port."""

    connection: int
    next_sequence: dict[bool, int] = field(default_factory=dict)  # by direction: is it the client's
    left: dict[bytes, int] = field(default_factory=dict)  # payload of a ping -> when it left first


@dataclass
class Wire:
    """Fed with all segments of a capture, in order."""

    server_port: int
    round_trips: RoundTrips = field(default_factory=dict)
    unreadable: int = 0
    streams: dict[int, Stream] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def feed(self, segments: Iterable[Segment]) -> None:
        for segment in segments:
            from_client = segment.destination == self.server_port
            port = segment.source if from_client else segment.destination
            if from_client and (request := REQUEST.match(segment.payload)):
                self.begin(port, int(request[1]))
            elif stream := self.streams.get(port):
                self.take(stream, segment, from_client)

    def begin(self, port: int, connection: int) -> None:
        """A connection's first stream; should it come again, that one is not looked at."""
        self.streams.pop(port, None)
        if connection not in self.seen:
            self.seen.add(connection)
            self.streams[port] = Stream(connection)

    def take(self, stream: Stream, segment: Segment, from_client: bool) -> None:
        expected = stream.next_sequence.get(from_client, segment.sequence)
        if (segment.sequence - expected) % SEQUENCE_MODULUS >= SEQUENCE_MODULUS // 2:
            return  # sent again: the first time counts
        stream.next_sequence[from_client] = (segment.sequence + len(segment.payload)) % SEQUENCE_MODULUS
        if segment.payload.startswith(b"HTTP/"):
            return
        if segment.is_cut:
            self.unreadable += 1
            return
        for first, payload in frames(segment.payload):
            if from_client and first == FINAL_PING:
                stream.left[payload] = segment.at_ns
            elif not from_client and first == FINAL_PONG and payload in stream.left:
                number = int.from_bytes(payload[:BEAT_NUMBER_BYTES], "big")
                self.round_trips[stream.connection, number] = segment.at_ns - stream.left.pop(payload)


def frames(data: bytes) -> Iterator[tuple[int, bytes]]:
    """First byte and unmasked payload of short frames (RFC 6455 section 5.2)."""
    while len(data) >= 2 and data[1] & 0x7F < 126:
        length = data[1] & 0x7F
        is_masked = bool(data[1] & 0x80)
        start = 6 if is_masked else 2
        payload = data[start : start + length]
        if is_masked:
            payload = bytes(byte ^ data[2 + index % 4] for index, byte in enumerate(payload))
        yield data[0], payload
        data = data[start + length :]
