import { afterAll, beforeAll, expect, test } from 'vitest';
import { McpRows } from './mcp-rows.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

const secret = 'a-secret-of-more-than-thirty-two-bytes';
const headers = { authorization: 'Bearer very-secret' };
const tool = (name: string, fingerprint = 'f1') => ({ name, fingerprint, definition: { name, about: 'x' } });

let database: TestDatabase;
let rows: McpRows<{ name: string }>;
beforeAll(async () => {
  database = await createTestDatabase();
  rows = new McpRows({ db: database.prisma, secret });
});
afterAll(() => database.drop());

test('a server is read as it was declared; its headers are nowhere to be seen in the database', async () => {
  const url = 'https://a.example.com/mcp';
  expect(await rows.addServer({ name: 'a', url, headers, tools: [tool('one'), tool('two')] })).toBe(true);
  const [row] = await database.prisma.mcpServer.findMany({ where: { name: 'a' } });
  expect(JSON.stringify(row)).not.toContain('very-secret');
  const stored = (name: string) => ({ ...tool(name), seen: 'f1' });
  expect((await rows.loadServers()).filter(({ name }) => name === 'a')).toEqual([
    { id: row?.id, name: 'a', url, headers, enabled: true, tools: [stored('one'), stored('two')] },
  ]);
});

test('a name is given once, also to those who come at the same time', async () => {
  const server = { name: 'once', url: 'https://x.example.com', headers: {}, tools: [] };
  const added = await Promise.all([rows.addServer(server), rows.addServer(server), rows.addServer(server)]);
  expect(added.toSorted()).toEqual([false, false, true]);
});

test('what a server says now is noted beside what was accepted, and accepting makes it the same', async () => {
  await rows.addServer({ name: 'b', url: 'https://b.example.com', headers: {}, tools: [tool('one')] });
  const find = async () => (await rows.listServers()).find(({ name }) => name === 'b');
  const id = (await find())?.id ?? '';
  await rows.recordSeen(id, [
    { name: 'one', fingerprint: 'f2' },
    { name: 'unknown', fingerprint: 'f9' },
  ]);
  expect((await find())?.tools).toEqual([{ ...tool('one'), seen: 'f2' }]);
  await rows.acceptTools(id, [tool('one', 'f2'), tool('two', 'f3')]);
  expect((await find())?.tools).toEqual([
    { ...tool('one', 'f2'), seen: 'f2' },
    { ...tool('two', 'f3'), seen: 'f3' },
  ]);
});

test('workers load only servers that are enabled; a removed one is gone with its tools', async () => {
  await rows.addServer({ name: 'c', url: 'https://c.example.com', headers: {}, tools: [tool('one')] });
  const names = async () => (await rows.loadServers()).map(({ name }) => name);
  expect([await rows.setEnabled('c', false), (await names()).includes('c')]).toEqual([true, false]);
  expect([await rows.setEnabled('c', true), (await names()).includes('c')]).toEqual([true, true]);
  const [server] = await database.prisma.mcpServer.findMany({ where: { name: 'c' } });
  expect([
    await rows.removeServer('c'),
    await rows.removeServer('c'),
    await rows.setEnabled('c', true),
  ]).toEqual([true, false, false]);
  expect(await database.prisma.mcpTool.count({ where: { serverId: server?.id ?? '' } })).toBe(0);
});

test('headers that were encrypted with another secret, or moved to another row, are not read', async () => {
  await rows.addServer({ name: 'd', url: 'https://d.example.com', headers, tools: [] });
  const other = new McpRows({ db: database.prisma, secret: `${secret}!` });
  const find = async (of: McpRows<object>) =>
    (await of.listServers()).find(({ name }) => name === 'd')?.headers;
  expect([await find(rows), await find(other)]).toEqual([headers, undefined]);
  const { headers: sealed } = await database.prisma.mcpServer.findUniqueOrThrow({ where: { name: 'a' } });
  await database.prisma.mcpServer.update({ where: { name: 'd' }, data: { headers: sealed } });
  expect(await find(rows)).toBeUndefined();
});
