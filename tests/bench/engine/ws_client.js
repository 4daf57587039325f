// SPDX-License-Identifier: GPL-3.0-or-later
// The benchmark's client on npm ws. Arguments, output and file are those of bare_client.cpp; times are taken just
// before ping() and in the handler of "pong".
'use strict';
const fs = require('fs');
const tls = require('tls');
const { parseArgs } = require('util');
const { WebSocket } = require('ws');

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    connections: { type: 'string' },
    'interval-ms': { type: 'string' },
    output: { type: 'string' },
    tls: { type: 'boolean', default: false },
  },
});
const url = `${values.tls ? 'wss' : 'ws'}://127.0.0.1:${values.port}/`;
const connections = Number(values.connections);
const interval = BigInt(values['interval-ms']) * 1_000_000n;

const CONNECTS_IN_FLIGHT = 256;
const PAYLOAD_BYTES = 16;
const GOLDEN_RATIO = 0.6180339887498949;

// One for all, as in the other clients.
const secureContext = values.tls ? tls.createSecureContext() : undefined;

const now = () => process.hrtime.bigint(); // CLOCK_MONOTONIC
const peers = [];
let begun = 0;
let beats = 0;
let record = new BigInt64Array(3 * 1_000_000); // scheduled, sent, round trip

function newBeat(scheduled) {
  if (3 * beats === record.length) {
    const longer = new BigInt64Array(2 * record.length);
    longer.set(record);
    record = longer;
  }
  record[3 * beats] = scheduled;
  record[3 * beats + 2] = -1n;
  return beats++;
}

function beat(peer) {
  const index = newBeat(peer.due);
  const payload = Buffer.alloc(PAYLOAD_BYTES);
  payload.writeDoubleBE(index);
  record[3 * index + 1] = now();
  peer.socket.ping(payload);
  peer.due += interval;
  schedule(peer);
}

function schedule(peer) {
  const wait = Math.ceil(Number(peer.due - now()) / 1e6);
  peer.timer = setTimeout(beat, Math.max(0, wait), peer);
}

function settle(payload) {
  const arrived = now();
  const index = payload.readDoubleBE();
  record[3 * index + 2] = arrived - record[3 * index + 1];
}

function begin() {
  const start = now();
  for (const peer of peers) {
    while (peer.due < start) peer.due += interval;
    schedule(peer);
  }
  console.log('open');
}

function connectNext() {
  if (begun === connections) return;
  const index = begun++;
  const socket = new WebSocket(url, { perMessageDeflate: false, rejectUnauthorized: false, secureContext });
  socket.on('open', () => {
    const phase = BigInt(Math.floor(((index * GOLDEN_RATIO) % 1) * Number(interval)));
    peers.push({ socket, due: now() + phase });
    connectNext();
    if (peers.length === connections) begin();
  });
  socket.on('pong', settle);
  socket.on('error', (error) => fail(error.message));
  socket.on('close', () => fail('a connection was closed'));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

process.on('SIGTERM', () => {
  fs.writeFileSync(values.output, new Uint8Array(record.buffer, 0, 8 * 3 * beats));
  process.exit(0);
});
for (let i = 0; i < CONNECTS_IN_FLIGHT; ++i) connectNext();
