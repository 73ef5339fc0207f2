import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createConnection, createDatabase, createPool } from './client.ts';
import { isPassingFault } from './database-fault.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('[R3] a process that is frozen within a transaction lets go of its locks before a takeover is due', async () => {
  const options = { url: database.url, name: 'frozen' };
  const db = createDatabase({ ...options, connections: 1 });
  const pool = createPool({ ...options, connections: 1, onError: () => undefined });
  const connection = createConnection(options);
  await connection.connect();
  const show = 'SHOW idle_in_transaction_session_timeout';
  const shown = [
    await db.$queryRawUnsafe(show),
    (await pool.query(show)).rows,
    (await connection.query(show)).rows,
  ];
  await Promise.all([db.$disconnect(), pool.end(), connection.end()]);
  expect(shown).toEqual(Array.from({ length: 3 }, () => [{ idle_in_transaction_session_timeout: '5s' }]));
});

test('[L7] a connection that is silent without being closed is given up, and the next statement gets another one', async () => {
  const proxy = await openProxy(database.url);
  const options = { url: proxy.url, name: 'silent', connections: 1, statementTimeoutMs: 100 };
  const db = createDatabase(options);
  const pool = createPool({ ...options, onError: () => undefined });
  const ask = () => Promise.allSettled([db.$queryRaw`SELECT 1 AS one`, pool.query('SELECT 1 AS one')]);
  await ask();
  proxy.silence();
  const silent = await ask();
  const after = await ask();
  await Promise.all([db.$disconnect(), pool.end()]);
  expect(silent.map((result) => result.status === 'rejected' && isPassingFault(result.reason))).toEqual([
    true,
    true,
  ]);
  expect(after).toMatchObject([{ value: [{ one: 1 }] }, { value: { rows: [{ one: 1 }] } }]);
});

/** Postgres through a wire that can go dead: nothing comes any more, and nothing says so. */
async function openProxy(url: string) {
  const { hostname, port } = new URL(url);
  const sockets: Socket[] = [];
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    sockets.push(client, upstream);
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    client.on('data', (bytes) => upstream.write(bytes));
    upstream.on('data', (bytes) => client.write(bytes));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const target = new URL(url);
  target.hostname = '127.0.0.1';
  // Cast: a server that listens on a port has an address of this kind.
  target.port = String((server.address() as AddressInfo).port);
  return {
    url: target.href,
    silence: () => {
      for (const socket of sockets) socket.removeAllListeners('data').resume();
    },
  };
}
