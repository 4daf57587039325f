// SPDX-License-Identifier: GPL-3.0-or-later
// A test server on npm ws, an implementation of RFC 6455 that shares nothing with Qt's. Prints "listening PORT".
//   node ws-server.js [--port N]
// The path of the request tells how it behaves:
//   /echo                          answers pings, echoes messages; JSON {"type":"ping","id":N} with {"type":"pong","id":N}
//   /delay?ms=20                   the same, each answer exactly so much later
//   /tick?ms=1000                  sends a message so often
//   /close?code=1001&reason=x&ms=N closes after so long
//   /refuse?status=403             refuses the upgrade
//   /mute                          answers nothing
'use strict';
const http = require('http');
const { WebSocketServer } = require('ws');

const portIndex = process.argv.indexOf('--port');
const port = portIndex > 0 ? Number(process.argv[portIndex + 1]) : 0;

// setTimeout() is late by 1 ms and more, and an idle process takes its time to wake. While a delaying peer is
// connected the loop therefore never sleeps, so that the delay is a known one.
const due = [];
let delayingPeers = 0;

function spin() {
  const now = process.hrtime.bigint();
  while (due.length > 0 && due[0].at <= now) due.shift().action();
  if (delayingPeers > 0) setImmediate(spin);
}

function delayFor(peer, milliseconds) {
  const delay = BigInt(Math.round(milliseconds * 1e6));
  peer.on('close', () => { --delayingPeers; });
  if (++delayingPeers === 1) setImmediate(spin);
  return (action) => due.push({ at: process.hrtime.bigint() + delay, action });
}

function replyTo(data, isBinary) {
  if (!isBinary && data.toString().startsWith('{')) {
    try {
      const message = JSON.parse(data.toString());
      if (message.type === 'ping') return JSON.stringify({ ...message, type: 'pong' });
    } catch { /* not JSON: echoed */ }
  }
  return data;
}

const sockets = new WebSocketServer({ noServer: true, autoPong: false });
const server = http.createServer((request, response) => response.writeHead(426).end());

server.on('upgrade', (request, socket, head) => {
  const url = new URL(request.url, 'http://localhost');
  const number = (name, fallback) => Number(url.searchParams.get(name) ?? fallback);
  if (url.pathname === '/refuse') {
    const status = number('status', 403);
    socket.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    return;
  }
  sockets.handleUpgrade(request, socket, head, (peer) => {
    socket.setNoDelay(true);
    if (url.pathname === '/mute') return;
    const later = url.pathname === '/delay' ? delayFor(peer, number('ms', 20)) : (action) => action();
    peer.on('ping', (data) => later(() => peer.pong(data)));
    peer.on('message', (data, isBinary) =>
      later(() => peer.send(replyTo(data, isBinary), { binary: isBinary })));
    if (url.pathname === '/tick') {
      const timer = setInterval(() => peer.send('tick'), number('ms', 1000));
      peer.on('close', () => clearInterval(timer));
    }
    if (url.pathname === '/close')
      setTimeout(() => peer.close(number('code', 1000), url.searchParams.get('reason') ?? ''), number('ms', 0));
  });
});

server.listen(port, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
