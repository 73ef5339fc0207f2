import type { Clock } from '#lib/base/clock.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { ConnectionBudget } from './connection-budget.ts';
import { PostgresSandbox } from './postgres-sandbox.ts';
import { ensureVisitor, repairLogin } from './provision.ts';
import { SandboxConnections } from './sandbox-connections.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import { toSandboxLogin, toVisitorLogin, toVisitorRole } from './sandbox-login.ts';
import { ScriptRunner } from './script-runner.ts';
import type { ServerAdmin } from './server-admin.ts';
import { SqlFailure } from './sql-failure.ts';
import { StatementRunner } from './statement-runner.ts';
import type { StuckStatements } from './stuck-statements.ts';

/** A sandbox by its id, whether its database is there or not. Does no I/O. */
export function connectSandbox(dependencies: {
  id: string;
  admin: ServerAdmin;
  budget: ConnectionBudget;
  stuck: StuckStatements;
  secret: string;
  clock: Clock;
  logger: Pick<Logger, 'debug'>;
  limits: SandboxLimits;
  onUse: () => void;
  restore: () => Promise<void>;
}): PostgresSandbox {
  const { id, admin, budget, stuck, secret, clock, logger, limits, onUse, restore } = dependencies;
  const login = toSandboxLogin(secret, id);
  const visitor = toVisitorLogin(secret, id);
  const { database } = login;
  const statements = new StatementRunner({
    clock,
    limits,
    requireRoom: createSizeCheck(admin, database, limits),
  });
  const shared = { admin, budget, stuck, clock, logger, limits, database };
  return new PostgresSandbox({
    id,
    database,
    fault: undefined,
    clock,
    limits,
    onUse,
    restore,
    statements,
    scripts: new ScriptRunner({ clock, limits, statements }),
    connections: new SandboxConnections({
      ...shared,
      user: database,
      password: login.password,
      prepareLogin: () => repairLogin(admin, login, limits),
    }),
    visitors: new SandboxConnections({
      ...shared,
      user: toVisitorRole(database),
      password: visitor.password,
      prepareLogin: () => ensureVisitor(admin, visitor, limits),
    }),
  });
}

/** What a database that is too large may still do is up to who asks. */
function createSizeCheck(
  admin: ServerAdmin,
  database: string,
  { databaseBytes }: SandboxLimits,
): () => Promise<void> {
  return async () => {
    const [row] = await admin.query<{ bytes: string }>(
      'SELECT pg_database_size(oid) AS bytes FROM pg_database WHERE datname = $1',
      [database],
    );
    if (Number(row?.bytes ?? 0) > databaseBytes)
      throw new SqlFailure({
        sqlstate: '53100',
        message: `the sandbox is full: it holds at most ${Math.round(databaseBytes / 1e6)} MB`,
        hint: 'Drop a table to make room: deleting rows frees it only later.',
      });
  };
}
