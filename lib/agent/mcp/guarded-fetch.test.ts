import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Dial, Resolve } from './guarded-agent.ts';
import { dialSocket } from './guarded-agent.ts';
import { GuardedFetch } from './guarded-fetch.ts';
import { parseServerUrl } from './server-url.ts';
import { startScriptedHttp } from './testing/scripted-http.ts';

const limits = { connectTimeoutMs: 1_000, exchangeTimeoutMs: 2_000, maxResponseBytes: 1_000 };

/** The whole path that a request takes, from the text of a URL on. */
async function request(
  url: string,
  options: { resolve?: Resolve; dial?: Dial; exchangeTimeoutMs?: number; connectTimeoutMs?: number } = {},
): Promise<string> {
  const { resolve, dial, ...times } = options;
  const fetch = new GuardedFetch({
    url: parseServerUrl(url),
    limits: { ...limits, ...times },
    resolve,
    dial,
  });
  onTestFinished(() => fetch.close());
  const response = await fetch.send({ method: 'POST', headers: {}, body: '{}' });
  return response.text();
}

const serve = (listener: RequestListener) => startScriptedHttp(listener);
const noDial: Dial = ({ address }) => {
  throw new Error(`dialled ${address}`);
};

test('reads what a declared server on this machine answers', async () => {
  const server = await serve((_request, response) => void response.end('fine'));
  expect(await request(server.url)).toBe('fine');
});

test.each([
  'http://127.1:PORT',
  'http://0x7f.1:PORT',
  'http://2130706433:PORT',
  'http://[::ffff:7f00:1]:PORT',
  'http://localhost:PORT',
])('%s is this machine, so plain http may go there', async (url) => {
  const server = await serve((_request, response) => void response.end('fine'));
  expect(await request(url.replace('PORT', String(server.port)))).toBe('fine');
});

test.each([
  'https://127.1',
  'https://127.0.0.1',
  'https://0x7f.1',
  'https://2130706433',
  'https://0',
  'https://[::1]',
  'https://[::]',
  'https://[::ffff:a9fe:a9fe]',
  'https://[::ffff:127.0.0.1]',
  'https://[::127.0.0.1]',
  'https://[64:ff9b::7f00:1]',
  'https://[64:ff9b:1::a00:1]',
  'https://[2002:7f00:1::]',
  'https://[2001:0:7f00:1::]',
  'https://[fc00::1]',
  'https://[fd12:3456::1]',
  'https://[fe80::1]',
  'https://[ff02::1]',
  'https://localhost',
  'https://localhost.',
  'https://LOCALHOST',
  'https://example.com.',
  'https://printer',
  'https://api.localhost',
  'https://nas.local',
  'https://169.254.169.254',
  'https://metadata.google.internal',
  'https://10.0.0.1',
  'https://172.16.0.1',
  'https://192.168.0.1',
  'https://100.64.0.1',
  'https://198.18.0.1',
  'https://224.0.0.1',
  'https://255.255.255.255',
  'https://①②⑦.⓪.⓪.①',
])('[X50] %s is refused before anything is asked or opened', async (url) => {
  const resolve = vi.fn<Resolve>();
  await expect(request(url, { resolve, dial: noDial })).rejects.toMatchObject({ code: 'invalid-input' });
  expect(resolve).not.toHaveBeenCalled();
});

test.each(['http://example.com', 'http://10.0.0.1', 'http://0.0.0.0', 'http://[::ffff:a9fe:a9fe]'])(
  '[X50] plain http leaves this machine in no spelling: %s',
  async (url) => {
    await expect(request(url, { dial: noDial })).rejects.toMatchObject({ code: 'invalid-input' });
  },
);

test.each([
  ['127.0.0.1'],
  ['::1'],
  ['::ffff:127.0.0.1'],
  ['::ffff:a9fe:a9fe'],
  ['64:ff9b::a9fe:a9fe'],
  ['169.254.169.254'],
  ['10.1.2.3'],
  ['fd00::1'],
  ['fe80::1%eth0'],
  ['93.184.216.34', '10.0.0.1'],
])('[X50] a public name that leads to %s is refused at connect time', async (...addresses) => {
  const resolve: Resolve = () => Promise.resolve(addresses.map((address) => ({ address })));
  await expect(request('https://mcp.example.com', { resolve, dial: noDial })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('[X50] localhost that leads elsewhere is refused', async () => {
  const resolve: Resolve = () => Promise.resolve([{ address: '169.254.169.254' }]);
  await expect(request('http://localhost:8080', { resolve, dial: noDial })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('[X51] the address that was checked is the one that is dialled; a second answer of the resolver is never used', async () => {
  const canary = await serve((_request, response) => void response.end('inside'));
  const answers = ['93.184.216.34', '127.0.0.1'];
  const asked: string[] = [];
  const dialled: string[] = [];
  const resolve: Resolve = (host) => {
    asked.push(host);
    return Promise.resolve([{ address: answers.shift() ?? '127.0.0.1' }]);
  };
  const dial: Dial = (to) => {
    dialled.push(`${to.address} as ${to.host}${to.secure ? ' by TLS' : ''}`);
    // Stands for the internet: nobody is there.
    return dialSocket({ address: '127.0.0.1', port: 1, host: to.host, secure: false });
  };
  const url = `https://rebind.example.com:${canary.port}`;
  await expect(request(url, { resolve, dial })).rejects.toThrow('ECONNREFUSED');
  await expect(request(url, { resolve, dial })).rejects.toMatchObject({ code: 'forbidden' });
  expect({ asked, dialled, hits: canary.hits }).toEqual({
    asked: ['rebind.example.com', 'rebind.example.com'],
    dialled: ['93.184.216.34 as rebind.example.com by TLS'],
    hits: 0,
  });
});

test('an address that does not answer is not the end, while the name has another', async () => {
  const server = await serve((_request, response) => void response.end('fine'));
  const dialled: string[] = [];
  const resolve: Resolve = () => Promise.resolve([{ address: '::1' }, { address: '127.0.0.1' }]);
  const dial: Dial = (to) => {
    dialled.push(to.address);
    return dialSocket({ ...to, port: to.address === '::1' ? 1 : to.port });
  };
  expect(await request(`http://localhost:${server.port}`, { resolve, dial })).toBe('fine');
  expect(dialled).toEqual(['::1', '127.0.0.1']);
});

test.each([301, 302, 303, 307, 308])(
  '[X52] a redirect by %i is an error and is not followed',
  async (status) => {
    const canary = await serve((_request, response) => void response.end('inside'));
    const server = await serve((_request, response) => {
      response.writeHead(status, { location: canary.url }).end();
    });
    await expect(request(server.url)).rejects.toThrow('cannot use the server: it answered with a redirect');
    expect(canary.hits).toBe(0);
  },
);

test.each([
  'file:///etc/passwd',
  'gopher://example.com',
  'ftp://example.com',
  'data:text/plain,x',
  'javascript:1',
  'unix:/run/x.sock',
  'https://user:secret@example.com',
  'https://example.com/#x',
  'https://example.com:22',
  'https://example.com:25',
  'https://example.com:5432',
  'https://example.com:6379',
  'http://127.0.0.1:5432',
  'not a url',
  '',
])('[X52] %s is no address of a server', async (url) => {
  await expect(request(url, { dial: noDial })).rejects.toMatchObject({ code: 'invalid-input' });
});

test('[X53] an endless body is read up to the cap, and its socket is closed', async () => {
  let sent = 0;
  const server = await serve((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(500))) sent += 500;
    };
    response.on('drain', more);
    more();
  });
  await expect(request(server.url)).rejects.toMatchObject({ code: 'too-long' });
  await vi.waitUntil(() => server.sockets === 0);
  // What lies in socket buffers is the server's; what is read here ends at the cap.
  expect(sent).toBeGreaterThan(limits.maxResponseBytes);
});

test('[X53] a body that drips, headers that never come and a connection that never opens end by the clock', async () => {
  const drip = await serve((_request, response) => {
    const timer = setInterval(() => response.write('.'), 10);
    response.on('close', () => clearInterval(timer));
  });
  const silent = await serve(() => undefined);
  const times = { exchangeTimeoutMs: 100 };
  await expect(request(drip.url, times)).rejects.toThrow(/aborted/);
  await expect(request(silent.url, times)).rejects.toMatchObject({ code: 'busy' });
  const resolve: Resolve = () => new Promise(() => undefined);
  await expect(request('https://slow.example.com', { resolve, connectTimeoutMs: 50 })).rejects.toMatchObject({
    code: 'busy',
  });
  await vi.waitUntil(() => drip.sockets === 0 && silent.sockets === 0);
});

test('[X53] a body that is encoded without having been asked for is not unpacked', async () => {
  const server = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)));
  });
  await expect(request(server.url)).rejects.toThrow('it encoded its answer as gzip without being asked to');
});

test('a connection is used again, and none is left after the close', async () => {
  const server = await serve((_request, response) => void response.end('fine'));
  const fetch = new GuardedFetch({ url: parseServerUrl(server.url), limits });
  for (let round = 0; round < 5; round++)
    await (await fetch.send({ method: 'POST', headers: {}, body: '{}' })).text();
  expect({ open: fetch.openSockets, sockets: server.sockets }).toEqual({ open: 1, sockets: 1 });
  fetch.close();
  await vi.waitUntil(() => server.sockets === 0);
  expect(fetch.openSockets).toBe(0);
});
