import { expect, test } from 'vitest';
import { describeDatabase } from './describe.ts';
import type { SandboxConnections, SandboxTransaction } from './sandbox-connections.ts';
import { sandboxLimits } from './sandbox-limits.ts';
import { SqlFailure } from './sql-failure.ts';

const tables = Array.from({ length: 100 }, (_, index) => ({ schema: 'public', name: `t${index}` }));
const tooLate = new SqlFailure({
  sqlstate: '57014',
  message: 'canceling statement due to statement timeout',
});

test('[X56] a sandbox whose every table takes long to count is not looked at for longer than a call may take', async () => {
  let now = 0;
  let transactions = 0;
  // Cast: of a transaction and its connections, what describing uses.
  const tx = {
    query: (sql: string) =>
      sql.includes('json_build_object')
        ? Promise.resolve([{ catalogue: { schemas: [], tables, views: [], functions: [], extensions: [] } }])
        : Promise.reject(tooLate),
  } as unknown as SandboxTransaction;
  const connections = {
    async transact<T>(_options: object, work: (tx: SandboxTransaction) => Promise<T>): Promise<T> {
      transactions += 1;
      now += 1_000;
      return work(tx);
    },
  } as unknown as SandboxConnections;
  const clock = { now: () => now, after: () => () => undefined };
  const description = await describeDatabase({ connections, clock, limits: sandboxLimits }, false);
  expect(description).toEqual({
    schemas: [],
    tables,
    views: [],
    functions: [],
    extensions: [],
    migrations: [],
  });
  expect(transactions * 1_000).toBeLessThanOrEqual(1_000 + sandboxLimits.killAfterMs);
});
