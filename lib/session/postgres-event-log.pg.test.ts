import { createConnection, createPool } from '#lib/db/client.ts';
import { createTestDatabase } from '#lib/db/testing/test-database.ts';
import { PostgresEventLog } from './postgres-event-log.ts';
import { describeEventLog } from './testing/event-log-contract.ts';

describeEventLog('Postgres', async () => {
  const database = await createTestDatabase();
  const appendPool = createPool({
    url: database.url,
    name: 'append',
    connections: 4,
    onError: () => undefined,
  });
  const log = new PostgresEventLog({ db: database.prisma, appendPool });
  let locks = 0;
  const connections = new Set<ReturnType<typeof createConnection>>();
  return {
    log,
    async connect(name) {
      const connection = createConnection({ url: database.url, name });
      await connection.connect();
      connections.add(connection);
      const lock = String(++locks);
      await connection.query('SELECT pg_advisory_lock($1::int8)', [lock]);
      const disconnect = () => {
        connections.delete(connection);
        return connection.end();
      };
      return { holder: { name, lock }, disconnect };
    },
    // The store's clock is Postgres's own: time goes by for leases alone.
    async pass(ms) {
      await database.prisma.$executeRaw`
        UPDATE run SET lease_expires_at = lease_expires_at - ${ms} * interval '1 millisecond'`;
    },
    async close() {
      await Promise.all([...connections].map((connection) => connection.end()));
      await appendPool.end();
      await database.drop();
    },
  };
});
