import { randomBytes } from 'node:crypto';
import { systemClock, type Clock } from '#lib/base/clock.ts';
import { createTestDatabase } from '#lib/db/testing/test-database.ts';
import type { JournalEntry } from '../sandbox/sandbox.ts';
import { sandboxLimits, type SandboxLimits } from '../sandbox/sandbox-limits.ts';
import { Sandboxes } from '../sandbox/sandboxes.ts';

export interface TestSandboxes extends AsyncDisposable {
  readonly sandboxes: Sandboxes;
  readonly secret: string;
  readonly database: Awaited<ReturnType<typeof createTestDatabase>>;
  /** What rebuilds find in the log, by sandbox. */
  readonly journals: Map<string, JournalEntry[]>;
  /** The same installation on another node. */
  createNode(changed?: { secret: string }): Sandboxes;
}

/** An installation of its own on the test server. What it made is gone when it is disposed of. */
export async function createSandboxes(
  options: { limits?: Partial<SandboxLimits>; clock?: Clock } = {},
): Promise<TestSandboxes> {
  const database = await createTestDatabase();
  const journals = new Map<string, JournalEntry[]>();
  const secret = randomBytes(32).toString('base64url');
  const nodes: Sandboxes[] = [];
  const createNode = (changed = { secret }): Sandboxes => {
    const node = new Sandboxes({
      adminUrl: database.url,
      exclusive: false,
      appDatabase: new URL(database.url).pathname.slice(1),
      secret: changed.secret,
      clock: options.clock ?? systemClock,
      logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      limits: { ...sandboxLimits, ...options.limits },
      db: database.prisma,
      readJournal: (sandboxId) => Promise.resolve(journals.get(sandboxId) ?? []),
    });
    nodes.push(node);
    return node;
  };
  const sandboxes = createNode();
  return {
    sandboxes,
    secret,
    database,
    journals,
    createNode,
    async [Symbol.asyncDispose]() {
      const rows = await database.prisma.sandbox.findMany({ select: { id: true } });
      for (const { id } of rows) await sandboxes.drop(id);
      await Promise.all(nodes.map((node) => node.stop()));
      await database.drop();
    },
  };
}

function ignore(): void {}
