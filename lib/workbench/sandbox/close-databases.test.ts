import { expect, test } from 'vitest';
import { closeDatabases } from './close-databases.ts';

/** A server with databases that let everybody in, one of which is gone by the time it is closed. */
function createServer(names: readonly string[]) {
  const closed: string[] = [];
  return {
    closed,
    query: async () => names.map((name) => ({ name, quoted: `"${name}"` })) as never,
    withLock: <T>(_name: string, work: () => Promise<T>) => work(),
    execute: async (statement: string) => {
      if (statement.includes('gone')) throw new Error('database "gone" does not exist');
      closed.push(statement);
    },
  };
}

const names = ['gone', 'holdfast', 'postgres', 'template1', 'others'];

test('on a server that is ours alone every database is closed', async () => {
  const server = createServer(names);
  expect(await closeDatabases(server, { appDatabase: 'holdfast', exclusive: true })).toEqual([]);
  expect(server.closed).toEqual(
    ['holdfast', 'postgres', 'template1', 'others'].map(
      (name) => `REVOKE CONNECT, TEMPORARY ON DATABASE "${name}" FROM PUBLIC`,
    ),
  );
});

test("on a shared server other people's databases are left as they are, and named", async () => {
  const server = createServer(names);
  expect(await closeDatabases(server, { appDatabase: 'holdfast', exclusive: false })).toEqual([
    'gone',
    'others',
  ]);
  expect(server.closed.length).toBe(3);
});
