import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { boundedFetch, MAX_LINE_BYTES, MAX_RESPONSE_BYTES, ResponseTooLargeError } from './bounded-fetch.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => answer(response));
  cleanups.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Cast: a server that listens on TCP has an address with a port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Writes `piece` for as long as it is read. */
function flood(response: ServerResponse, piece: Buffer): void {
  while (response.write(piece));
  response.once('drain', () => flood(response, piece));
}

test('gives a response on unchanged', async () => {
  const url = await serve((response) => response.writeHead(429, { 'retry-after': '3' }).end('häppy'));
  const response = await boundedFetch(url);
  expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([
    429,
    '3',
    'häppy',
  ]);
});

test.each([
  ['a line', Buffer.alloc(100_000, 'x'), MAX_LINE_BYTES],
  ['a response', Buffer.from(`${'x'.repeat(99_999)}\n`), MAX_RESPONSE_BYTES],
])('[F26] %s that does not end fails at its bound, and the connection is closed', async (_, piece, bound) => {
  let closed = false;
  const url = await serve((response) => {
    response.on('close', () => (closed = true));
    flood(response, piece);
  });
  const response = await boundedFetch(url);
  let bytes = 0;
  const read = async () => {
    for await (const chunk of response.body ?? []) bytes += chunk.length;
  };
  await expect(read()).rejects.toThrow(ResponseTooLargeError);
  expect(bytes).toBeLessThanOrEqual(bound);
  await vi.waitFor(() => expect(closed).toBe(true));
});

test('a reader that leaves closes the connection', async () => {
  let closed = false;
  const url = await serve((response) => {
    response.on('close', () => (closed = true));
    flood(response, Buffer.from('data: x\n\n'));
  });
  const reader = (await boundedFetch(url)).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await vi.waitFor(() => expect(closed).toBe(true));
});
