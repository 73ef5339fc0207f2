import type { ServerAdmin } from './server-admin.ts';

/**
 * Takes the right to connect, which Postgres gives to everybody, from the databases that sandboxes have no business in:
 * the app's and the server's own, and all others of a server that is ours alone. Answers with those left open.
 */
export async function closeDatabases(
  admin: Pick<ServerAdmin, 'query' | 'execute' | 'withLock'>,
  { appDatabase, exclusive }: { appDatabase: string; exclusive: boolean },
): Promise<string[]> {
  return admin.withLock('databases', async () => {
    const open = await admin.query<{ name: string; quoted: string }>(
      `SELECT d.datname AS name, quote_ident(d.datname) AS quoted FROM pg_database d
       WHERE d.datallowconn AND d.datname <> 'template0' AND EXISTS (
         SELECT FROM aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
         WHERE a.grantee = 0 AND a.privilege_type = 'CONNECT')`,
    );
    const ours = open.filter(
      ({ name }) => exclusive || name === appDatabase || name === 'postgres' || name === 'template1',
    );
    for (const { quoted } of ours) {
      // Best effort: it may have been dropped since.
      await admin
        .execute(`REVOKE CONNECT, TEMPORARY ON DATABASE ${quoted} FROM PUBLIC`)
        .catch(() => undefined);
    }
    return open.filter((database) => !ours.includes(database)).map(({ name }) => name);
  });
}
