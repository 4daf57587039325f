# SPDX-License-Identifier: GPL-3.0-or-later
"""An HTTP proxy that can do CONNECT and nothing else (RFC 9110 section 9.3.6). Prints "listening PORT".

connect_proxy.py [USER:PASSWORD]    with credentials, nobody gets through without them
Port 1 of any host is forbidden.
"""

import asyncio
import base64
import sys

FORBIDDEN_PORT = 1


async def copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def serve(reader, writer, credentials):
    while True:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        except (asyncio.IncompleteReadError, OSError):
            writer.close()
            return
        method, target, _ = head[0].split(" ")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        host, _, port = target.rpartition(":")
        if credentials and fields.get("proxy-authorization") != credentials:
            status, extra = "407 Proxy Authentication Required", 'Proxy-Authenticate: Basic realm="test"\r\n'
        elif method != "CONNECT" or int(port) == FORBIDDEN_PORT:
            status, extra = "403 Forbidden", ""
        else:
            break
        writer.write(f"HTTP/1.1 {status}\r\n{extra}Content-Length: 0\r\n\r\n".encode())
    server_reader, server_writer = await asyncio.open_connection(host, int(port))
    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    await asyncio.gather(copy(reader, server_writer), copy(server_reader, writer))


async def main():
    credentials = "Basic " + base64.b64encode(sys.argv[1].encode()).decode() if len(sys.argv) > 1 else None
    server = await asyncio.start_server(lambda r, w: serve(r, w, credentials), "127.0.0.1")
    print("listening", server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
