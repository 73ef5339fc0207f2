import { expect, onTestFinished, test, vi } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { McpConnections } from './mcp-connections.ts';
import { callTool, createMcpFixture, declare, testConnect } from './testing/mcp-fixture.ts';
import { describeTool, readJson, ScriptedMcp, toText } from './testing/scripted-mcp.ts';

const look = describeTool('look');

async function open(server: ScriptedMcp, exchangeTimeoutMs = 5_000) {
  const limits = { ...testConnect.limits, exchangeTimeoutMs };
  const fixture = createMcpFixture([declare('out', server.url, [look])], { limits });
  return { ...fixture, tools: await fixture.openTools() };
}

test('servers of the older protocol are spoken to in theirs', async () => {
  const server = await ScriptedMcp.start([look], 'older');
  server.onCall = () => toText('old');
  const { tools } = await open(server);
  expect(await callTool(tools, 'out__look')).toEqual({ status: 'ok', output: 'old', untrusted: true });
  expect(server.methods).toEqual([
    'server/discover',
    'initialize',
    'notifications/initialized',
    'tools/list',
    'tools/call',
  ]);
});

test('a session of the older protocol is kept, ended at the close, and begun anew when the server lost it', async () => {
  const server = await ScriptedMcp.start([look], 'older with sessions');
  const { tools, openTools, clock } = await open(server);
  await callTool(tools, 'out__look');
  const sessions = server.requests.filter(({ rpc }) => rpc === 'tools/call' || rpc === 'tools/list');
  const [id] = new Set(sessions.map(({ headers }) => headers['mcp-session-id']));
  expect(id).toMatch(/^[0-9a-f-]{36}$/);

  server.forgetSessions();
  expect(await callTool(tools, 'out__look')).toMatchObject({ status: 'error' });
  expect(await callTool(tools, 'out__look')).toMatchObject({ status: 'ok' });
  await openTools();
  clock.advance(60_000);
  await vi.waitUntil(() => server.sockets === 0);
  expect(server.methods.at(-1)).toBe('DELETE');
  expect(server.methods).not.toContain('GET');
});

test('[X59] a result of 5 MB is not read to its end', async () => {
  const server = await ScriptedMcp.start([look]);
  server.onCall = () => toText('x'.repeat(5_000_000));
  const { tools } = await open(server);
  expect(await callTool(tools, 'out__look')).toEqual({
    status: 'error',
    message:
      "The call has no result, and may or may not have been carried out: cannot read the server's answer: it has more than 2000000 bytes",
    untrusted: true,
  });
  await vi.waitUntil(() => server.sockets === 0);
});

test('[X59] a result that may be read, and is too large for a model, is cut where it can be seen', async () => {
  const server = await ScriptedMcp.start([look]);
  server.onCall = () => toText('x'.repeat(100_000));
  const { tools } = await open(server);
  const result = await callTool(tools, 'out__look');
  expect(result).toMatchObject({ status: 'ok', output: expect.stringContaining('[cut here: ') });
  expect(JSON.stringify(result).length).toBeLessThan(48_100);
});

test('[X59] a call that hangs ends by the time-out, and says that it may have been carried out', async () => {
  const server = await ScriptedMcp.start([look]);
  server.onCall = () => new Promise(() => undefined);
  const { tools } = await open(server, 100);
  expect(await callTool(tools, 'out__look')).toEqual({
    status: 'error',
    message: expect.stringMatching(/^The call has no result, and may or may not have been carried out: /),
    untrusted: true,
  });
});

test('a call that is cancelled ends at once, at the server too', async () => {
  const server = await ScriptedMcp.start([look]);
  const begun = Promise.withResolvers<AbortSignal>();
  server.onCall = (_input, { signal }) => (begun.resolve(signal), new Promise(() => undefined));
  const { tools } = await open(server);
  const cancel = new AbortController();
  const calling = callTool(tools, 'out__look', {}, cancel.signal);
  await begun.promise;
  cancel.abort(new Error('cancelled'));
  await expect(calling).rejects.toThrow('cancelled');
  await vi.waitUntil(() => server.sockets === 0);
});

test.each([
  ['closes', 'it ended its answer without a reply', (response: { end(): void }) => response.end()],
  ['breaks off', 'aborted', (response: { destroy(): void }) => response.destroy()],
])('a server that %s in the middle of a streamed answer is not waited for', async (_what, why, leave) => {
  const server = await ScriptedMcp.start([look]);
  const { tools } = await open(server);
  server.intercept = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': still here\n\n');
    response.write('data: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n', () => leave(response));
  };
  const result = await callTool(tools, 'out__look');
  expect(result).toMatchObject({ status: 'error', message: expect.stringContaining(why) });
});

test('a streamed answer is read to the reply, though the server keeps it open', async () => {
  const server = await ScriptedMcp.start([look]);
  const { tools } = await open(server);
  server.intercept = (request, response) => {
    void readJson(request).then(({ id }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const result = { resultType: 'complete', content: [{ type: 'text', text: 'here' }] };
      response.write(`data: ${JSON.stringify({ jsonrpc: '2.0', id, result })}\n\n`);
    });
  };
  expect(await callTool(tools, 'out__look')).toEqual({ status: 'ok', output: 'here', untrusted: true });
  await vi.waitUntil(() => server.sockets === 0);
});

test('an error of the server is the result of the call, and its connection stays', async () => {
  const server = await ScriptedMcp.start([look]);
  const { tools } = await open(server);
  server.onCall = () => ({ isError: true, content: [{ type: 'text', text: 'no such row' }] });
  const failed = await callTool(tools, 'out__look');
  server.onCall = () => {
    throw new Error('bug');
  };
  const refused = await callTool(tools, 'out__look');
  expect([failed, refused]).toEqual([
    { status: 'error', message: 'no such row', untrusted: true },
    { status: 'error', message: expect.stringContaining('The server refused the call: '), untrusted: true },
  ]);
  expect(server.methods.filter((method) => method === 'server/discover')).toHaveLength(1);
});

test('a server that went away after it was greeted was not called', async () => {
  const server = await ScriptedMcp.start([look]);
  const { tools } = await open(server);
  server.intercept = (_request, response) => void response.destroy();
  const results = [await callTool(tools, 'out__look'), await callTool(tools, 'out__look')];
  expect(results.map((result) => result.status === 'error' && result.message.split(':')[0])).toEqual([
    'The call has no result, and may or may not have been carried out',
    'The tool was not called. cannot reach the MCP server',
  ]);
});

test('headers of the declaration are sent with every request', async () => {
  const server = await ScriptedMcp.start([look]);
  const connections = new McpConnections({ clock: new ManualClock(), connect: testConnect });
  onTestFinished(() => connections.close());
  await connections.listTools({ url: server.url, headers: { authorization: 'Bearer secret' } });
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer secret',
    'Bearer secret',
  ]);
});
