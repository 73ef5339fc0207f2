import { request as sendRequest } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { serveEndpoint, type ServedEndpoint } from './testing/serve-endpoint.ts';
import { createToken } from './token.ts';

let endpoint: ServedEndpoint;
const started: ServedEndpoint[] = [];
const never = new Promise<Sandbox>(() => undefined);

beforeAll(async () => {
  endpoint = await serveEndpoint({
    sandboxes: { open: () => Promise.reject(new Error('down: secret detail')) },
  });
});

afterAll(() => endpoint.stop());

afterEach(async () => {
  await Promise.all(started.splice(0).map((served) => served.stop()));
});

async function connect({ url, createToken: create }: ServedEndpoint, mode: 'legacy' | 'auto' = 'legacy') {
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), {
      requestInit: { headers: { authorization: `Bearer ${create()}` } },
    }),
  );
  return client;
}

const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });

function send(
  body: string | Buffer,
  headers: Record<string, string> = {},
  method = 'POST',
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  return new Promise((resolve, reject) => {
    const request = sendRequest(
      endpoint.url,
      {
        method,
        headers: {
          authorization: `Bearer ${endpoint.createToken()}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

test('every message is answered by itself, as JSON', async () => {
  const { status, headers, body } = await send(ping);
  expect({
    status,
    type: headers['content-type'],
    cache: headers['cache-control'],
    body: JSON.parse(body),
  }).toEqual({
    status: 200,
    type: 'application/json',
    cache: 'no-store',
    body: { jsonrpc: '2.0', id: 1, result: {} },
  });
});

test('without a token that holds, nothing is answered but how to log in', async () => {
  const foreign = createToken(
    { sandboxId: crypto.randomUUID(), kind: 'token', expiresAt: Date.now() + 60_000 },
    'another secret',
  );
  const answers = await Promise.all(
    [
      '',
      'Basic YTpi',
      'Bearer',
      'Bearer x',
      `Bearer ${foreign}`,
      `Bearer ${endpoint.createToken({ expiresAt: 1 })}`,
    ].map((authorization) => send(ping, { authorization })),
  );
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
  expect(answers.map(({ headers }) => headers['www-authenticate'])).toEqual([
    'Bearer realm="workbench"',
    'Bearer realm="workbench"',
    'Bearer realm="workbench"',
    'Bearer realm="workbench", error="invalid_token"',
    'Bearer realm="workbench", error="invalid_token"',
    'Bearer realm="workbench", error="invalid_token"',
  ]);
});

test('[X60] hostile requests get a status and no effect', async () => {
  const open = '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":';
  const cases: [number, Promise<{ status: number }>][] = [
    [400, send('{')],
    [400, send('')],
    [400, send('null')],
    [400, send('"text"')],
    [400, send(`[${ping}]`)],
    [400, send(`\ufeff${ping}`)],
    [400, send(Buffer.from(ping, 'utf16le'))],
    [400, send(Buffer.from([0x7b, 0xff, 0x7d]))],
    [400, send('{"jsonrpc":"2.0","id":1e400,"method":"ping"}')],
    [400, send('{"jsonrpc":"1.0","id":1,"method":"ping"}')],
    [413, send(`${open}"${'a'.repeat(300_000)}"}}`)],
    [415, send(ping, { 'content-type': 'text/plain' })],
    [415, send('a=b', { 'content-type': 'application/x-www-form-urlencoded' })],
    [406, send(ping, { accept: 'text/html' })],
    [403, send(ping, { host: 'evil.example.com' })],
    [403, send(ping, { origin: 'https://evil.example.com' })],
    [403, send(ping, { origin: 'null' })],
    [405, send('', {}, 'GET')],
    [405, send('', {}, 'DELETE')],
    [405, send(ping, { 'x-http-method-override': 'POST' }, 'PUT')],
  ];
  const statuses = await Promise.all(cases.map(async ([, answer]) => (await answer).status));
  expect(statuses).toEqual(cases.map(([status]) => status));
  expect((await send(`${open}${'['.repeat(10_000)}${']'.repeat(10_000)}}}`)).status).toBeLessThan(500);
  expect((await send('{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}')).status).toBe(200);
});

test('[X60] what a tool is asked wrongly is an answer and reaches no sandbox', async () => {
  const client = await connect(endpoint);
  const calls = [
    { name: 'execute_sql', arguments: {} },
    { name: 'execute_sql', arguments: { sql: 'select 1', role: 'postgres' } },
    { name: 'apply_migration', arguments: { name: '../x', sql: 'select 1' } },
    { name: 'get_advisors', arguments: { type: 'everything' } },
    { name: 'read_doc', arguments: { id: '../../server.ts' } },
  ];
  const answers = await Promise.all(calls.map((call) => client.callTool(call)));
  expect(answers.map(({ isError }) => isError)).toEqual([true, true, true, true, true]);
  expect(endpoint.lines).toEqual([]);
  await client.close();
});

test('a sandbox that is not there is an answer without detail; the log has the detail', async () => {
  const client = await connect(endpoint);
  const answer = await client.callTool({ name: 'execute_sql', arguments: { sql: 'select 1' } });
  expect(answer).toMatchObject({ isError: true, structuredContent: { error: 'unavailable' } });
  expect(JSON.stringify(answer)).not.toContain('secret detail');
  expect(endpoint.lines.join()).toContain('secret detail');
  await client.close();
});

test('[X59] a call that hangs is given up', async () => {
  const hanging = await serveEndpoint({ sandboxes: { open: () => never }, timeoutMs: 20 });
  started.push(hanging);
  const client = await connect(hanging);
  expect(await client.callTool({ name: 'list_tables', arguments: {} })).toMatchObject({ isError: true });
  await client.close();
});

test('a client that goes away in the middle of its message leaves no line in the log', async () => {
  const quiet = await serveEndpoint({ sandboxes: { open: () => never } });
  started.push(quiet);
  const headers = {
    authorization: `Bearer ${quiet.createToken()}`,
    'content-type': 'application/json',
    'content-length': '1000',
  };
  const request = sendRequest(quiet.url, { method: 'POST', headers });
  const gone = new Promise((resolve) => request.on('error', resolve));
  request.write('{', () => request.destroy(new Error('gone')));
  await gone;
  expect((await fetch(quiet.url, { method: 'POST' })).status).toBe(401);
  expect(quiet.lines).toEqual([]);
});

test('a token that asks too often is told to wait, the others are not', async () => {
  const narrow = await serveEndpoint({ sandboxes: { open: () => never }, rate: { points: 2, duration: 60 } });
  started.push(narrow);
  const ask = async (token: string): Promise<number> => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    };
    return (await fetch(narrow.url, { method: 'POST', headers, body: ping })).status;
  };
  const token = narrow.createToken();
  expect([await ask(token), await ask(token), await ask(token)]).toEqual([200, 200, 429]);
  expect(await ask(narrow.createToken())).toBe(200);
});

test('clients learn from the annotations what only reads', async () => {
  const client = await connect(endpoint);
  const { tools } = await client.listTools();
  expect(Object.fromEntries(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint]))).toEqual(
    {
      search_docs: true,
      read_doc: true,
      list_tables: true,
      execute_sql: false,
      get_advisors: true,
      apply_migration: false,
      list_migrations: true,
    },
  );
  expect(tools.map(({ inputSchema }) => inputSchema.type)).toEqual(tools.map(() => 'object'));
  await client.close();
});

test('a client of the newest revision is served as well, and gets no stream that stays open', async () => {
  const client = await connect(endpoint, 'auto');
  expect(client.getNegotiatedProtocolVersion()).toBe('2026-07-28');
  expect(await client.callTool({ name: 'read_doc', arguments: { id: 'none' } })).toMatchObject({
    isError: true,
  });
  await expect(client.listen({ toolsListChanged: true })).rejects.toThrow(/limit/);
  await client.close();
});
