# SPDX-License-Identifier: GPL-3.0-or-later
"""A WebSocket server on TLS that keeps to no limit. Prints "listening PORT".

tls_offender.py CERTIFICATE KEY    PEM files
/endless    an answer to the upgrade that does not end
/deaf       asks for more than a megabyte of pongs and reads none
/jam        asks for pongs that do not fit into the kernel's buffers, but take less than a megabyte
"""

import base64
import hashlib
import socket
import socketserver
import ssl
import sys
import threading

PING = b"\x89\x7d" + b"x" * 125
PINGS = {"/deaf": 20_000, "/jam": 5_000}


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def server_bind(self):
        # Inherited by what is accepted: next to no room for what is not read.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
        super().server_bind()


class Offender(socketserver.BaseRequestHandler):
    def handle(self):
        try:
            self.offend(context.wrap_socket(self.request, server_side=True))
        except OSError:
            pass  # the client has had enough

    def offend(self, peer):
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            request += peer.recv(4096) or b"\r\n\r\n"
        lines = request.decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        key = next(line.partition(":")[2].strip() for line in lines if line.lower().startswith("sec-websocket-key:"))
        digest = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
        peer.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
        if path == "/endless":
            peer.sendall(b"X: " + b"x" * 300_000)
        else:
            peer.sendall(b"Sec-WebSocket-Accept: " + base64.b64encode(digest) + b"\r\n\r\n" + PING * PINGS[path])
        threading.Event().wait()  # the connection stays as it is


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
with Server(("127.0.0.1", 0), Offender) as server:
    print("listening", server.server_address[1], flush=True)
    server.serve_forever()
