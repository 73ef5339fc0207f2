import { expect, test } from 'vitest';
import { McpAdmin } from './mcp-admin.ts';
import type { DeclaredServer, McpAdminStore, NewTool } from './mcp-store.ts';
import { parseHeader } from './parse-header.ts';
import { createMcpFixture, declare } from './testing/mcp-fixture.ts';
import { findClosedUrl } from './testing/scripted-http.ts';
import { describeTool, ScriptedMcp } from './testing/scripted-mcp.ts';
import { toVisibleText } from './visible-text.ts';

const look = describeTool('look', { annotations: { readOnlyHint: true } });
const tell = describeTool('tell');

/** An admin at a terminal, who answers questions by `answer`; what was stored, and what was shown. */
function createAdmin(servers: DeclaredServer[] = [], answer = true) {
  const { connections, clock } = createMcpFixture([]);
  const lines: string[] = [];
  const added: object[] = [];
  const accepted: { serverId: string; tools: readonly NewTool[] }[] = [];
  const find = (name: string) => servers.some((server) => server.name === name);
  const store: McpAdminStore = {
    listServers: () => Promise.resolve(servers),
    addServer: async (server) => (added.push(server), true),
    acceptTools: async (serverId, tools) => void accepted.push({ serverId, tools }),
    setEnabled: async (name) => find(name),
    removeServer: async (name) => find(name),
  };
  const admin = new McpAdmin({
    store,
    connections,
    print: (line) => void lines.push(line),
    confirm: () => Promise.resolve(answer),
  });
  return { admin, added, accepted, clock, shown: () => lines.join('\n') };
}

test('a server is added with the tools that were shown, and without those that can not be used', async () => {
  const bad = describeTool('bad', { inputSchema: { type: 'object', properties: { x: { $ref: '#' } } } });
  const server = await ScriptedMcp.start([look, bad, tell]);
  const { admin, added, shown } = createAdmin();
  const headers = { authorization: 'Bearer hidden' };
  await admin.add({ name: 'outside', url: server.url, headers, allowLocal: true });
  const [look1, tell1] = declare('outside', server.url, [look, tell]).tools.map(
    ({ seen: _, ...tool }) => tool,
  );
  expect(added).toEqual([{ name: 'outside', url: server.url, headers, tools: [look1, tell1] }]);
  expect(shown().split('\n')).toEqual([
    `outside lists 3 tools at ${new URL(server.url).origin}/mcp:`,
    '',
    '  outside__look',
    '      by what its server says of it: it may send what it is given elsewhere; asks nobody',
    '      Does look.',
    '      input {"type":"object"}',
    '      annotations {"readOnlyHint":true}',
    '',
    '  bad: refused, its input schema refers to itself',
    '',
    '  outside__tell',
    '      by what its server says of it: it may send what it is given elsewhere; asks, and can be allowed for a session',
    '      Does tell.',
    '      input {"type":"object"}',
    '',
    'Added outside with 2 tools.',
  ]);
});

test('an admin who says no adds and accepts nothing', async () => {
  const server = await ScriptedMcp.start([look, tell]);
  const { admin, added, accepted } = createAdmin([declare('there', server.url, [look])], false);
  await admin.add({ name: 'outside', url: server.url, headers: {}, allowLocal: true });
  await admin.accept('there');
  expect({ added, accepted }).toEqual({ added: [], accepted: [] });
});

test.each([
  [{ name: 'a__b' }, 'cannot name a server so: use 1 to 32 of a-z, 0-9 and -'],
  [{ name: 'Upper' }, 'cannot name a server so: use 1 to 32 of a-z, 0-9 and -'],
  [{ allowLocal: false }, 'cannot add a server on this machine: say --allow-local if you mean it'],
  [{ url: 'http://10.0.0.1/mcp' }, 'http is for this machine only'],
  [{ url: 'https://169.254.169.254/mcp' }, 'its host is not on the internet'],
  [{ name: 'taken' }, 'cannot add taken: there is a server of that name'],
])('a server is not added: %j', async (change, why) => {
  const { admin, added } = createAdmin([declare('taken', 'https://example.com', [])]);
  const server = { name: 'new', url: 'http://127.0.0.1:1024', headers: {}, allowLocal: true, ...change };
  await expect(admin.add(server)).rejects.toThrow(why);
  expect(added).toEqual([]);
});

test('a server that does not answer is not added', async () => {
  const { admin, added } = createAdmin();
  const server = { name: 'new', url: await findClosedUrl(), headers: {}, allowLocal: true };
  await expect(admin.add(server)).rejects.toThrow('cannot reach the MCP server: connect ECONNREFUSED');
  expect(added).toEqual([]);
});

test('[X59] a check names what changed, is new, gone or refused; accepting shows both sides and stores the new one', async () => {
  const changed = { ...tell, description: 'Tells everybody.' };
  const server = await ScriptedMcp.start([look, changed, describeTool('fresh'), describeTool('naïve')]);
  const declared = declare('outside', server.url, [look, tell, describeTool('gone')]);
  const { admin, accepted, shown } = createAdmin([declared]);
  expect(await admin.check()).toBe(false);
  expect(shown().split('\n')).toEqual([
    'outside: 1 tools are as they were accepted',
    '  tell: changed',
    '  fresh: new',
    '  naïve: refused, its name is not made of 1 to 128 letters, digits, _, -, . and /',
    '  gone: gone',
  ]);
  await admin.accept('outside', 'tell');
  const [stored] = declare('outside', server.url, [changed]).tools.map(({ seen: _, ...tool }) => tool);
  expect(accepted).toEqual([{ serverId: declared.id, tools: [stored] }]);
  expect(shown()).toMatch(/as it was accepted:[^]*Does tell\.[^]*as it is now:[^]*Tells everybody\./);
});

test('a check tells of servers that do not answer, and passes over those that are disabled', async () => {
  const down = declare('down', await findClosedUrl(), []);
  const { admin, shown } = createAdmin([down, { ...down, name: 'off', enabled: false }]);
  expect(await admin.check()).toBe(false);
  expect(shown()).toMatch(/^down: cannot reach the MCP server: [^\n]*$/);
});

test('a list shows names of headers and no values', async () => {
  const changed = declare('one', 'https://example.com/mcp?key=in-the-query', [look]);
  const tools = changed.tools.map((tool) => ({ ...tool, seen: 'other' }));
  const { admin, shown } = createAdmin([{ ...changed, headers: { authorization: 'Bearer hidden' }, tools }]);
  await admin.list();
  expect(shown().split('\n')).toEqual([
    'one  https://example.com/mcp',
    '  1 tools accepted, off because they changed: look',
    '  headers: authorization',
  ]);
});

test('a server that is not there is said to be unknown', async () => {
  const { admin } = createAdmin();
  await expect(admin.accept('none')).rejects.toThrow('cannot find the server none');
  await expect(admin.setEnabled('none', true)).rejects.toMatchObject({ code: 'not-found' });
  await expect(admin.remove('none')).rejects.toMatchObject({ code: 'not-found' });
});

test('what would be hidden from the admin, and not from a model, is spelled out', () => {
  expect(toVisibleText('a\u001b[2Kb\u202ec\u200bd\u{e0041}e\n\tf')).toBe(
    'a\\u{1b}[2Kb\\u{202e}c\\u{200b}d\\u{e0041}e\n\tf',
  );
});

test.each([
  'no colon',
  ': x',
  'host: x',
  'Content-Length: 3',
  'mcp-session-id: x',
  'a: b\r\nc: d',
  'a b: c',
  'a:',
])('%j is no header of a declaration', (text) => {
  expect(() => parseHeader(text)).toThrow('cannot use');
});

test('a header is read as it is written, and an error never quotes its value', () => {
  expect(parseHeader('X-Api-Key:  a:b ')).toEqual(['x-api-key', 'a:b']);
  expect(() => parseHeader('x-api-key: geheim\u{e9}')).toThrow(/^(?!.*geheim)/);
});
