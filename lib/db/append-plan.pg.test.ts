import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendMembers } from './append.ts';
import { createConnection } from './client.ts';
import { seedSessions, type SeededSession } from './testing/seed-sessions.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

const SESSIONS = 10_000;
const CHUNKS = 5;

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** A connection that hears the plans of what the append does within, as they were carried out. */
async function connectExplained(url: string): Promise<{ client: pg.Client; plans: PlanNode[] }> {
  const client = createConnection({ url, name: 'explained' });
  const plans: PlanNode[] = [];
  client.on('notice', ({ message = '' }) => {
    const json = /plan:\s*(\{.*\})\s*$/s.exec(message)?.[1];
    // Cast: the shape that auto_explain documents.
    if (json) plans.push((JSON.parse(json) as { Plan: PlanNode }).Plan);
  });
  await client.connect();
  await client.query(`
    LOAD 'auto_explain';
    SET auto_explain.log_min_duration = 0;
    SET auto_explain.log_nested_statements = on;
    SET auto_explain.log_analyze = on;
    SET auto_explain.log_timing = off;
    SET auto_explain.log_format = json;
    SET client_min_messages = log`);
  return { client, plans };
}

let database: TestDatabase;
let explained: Awaited<ReturnType<typeof connectExplained>>;
let sessions: SeededSession[];

beforeAll(async () => {
  database = await createTestDatabase();
  explained = await connectExplained(database.url);
  // The first call of a connection plans the append for good: here, on tables that are empty.
  await append([], true);
  await append([], false);
  sessions = await seedSessions(database.prisma, { count: SESSIONS, chunks: CHUNKS });
});
afterAll(async () => {
  await explained.client.end();
  await database.drop();
});

/** Appends one event per session, and tells how the tables were read for it. */
async function append(group: readonly SeededSession[], wait: boolean) {
  const actor = { kind: 'agent' as const, id: 'assistant' };
  const members = group.map(({ sessionId, runId }) => ({
    sessionId,
    runId,
    runEpoch: 1,
    after: 1_000,
    events: [{ type: 'run-chunk' as const, runId, chunks: [{ type: 'finish-step' as const }], actor }],
  }));
  explained.plans.length = 0;
  const rows = await appendMembers(explained.client, members, wait);
  const reads = explained.plans
    .flatMap(nodesOf)
    .filter((node) => node['Relation Name'] && /Scan/.test(node['Node Type']));
  return {
    verdicts: [...new Set(rows.map((row) => row.verdict))],
    scannedWhole: reads
      .flatMap((node) => (node['Node Type'] === 'Seq Scan' ? (node['Relation Name'] ?? []) : []))
      .toSorted(),
    tables: new Set(reads.map((node) => node['Relation Name'])),
    rowsRead: reads.reduce(
      (total, node) =>
        total + node['Actual Rows'] * node['Actual Loops'] + (node['Rows Removed by Filter'] ?? 0),
      0,
    ),
  };
}

describe(`the append among ${SESSIONS} sessions`, () => {
  test('with plans made on empty tables, never scans the one that grows without bound', async () => {
    const { scannedWhole, tables } = await append(sessions.slice(0, 400), false);
    expect(tables).toEqual(new Set(['session', 'run', 'event']));
    expect(scannedWhole).not.toContain('event');
  });

  describe('after an analyze, on the connection that planned it before', () => {
    beforeAll(async () => {
      await database.prisma.$executeRaw`ANALYZE`;
    });

    test.each([
      [400, false],
      [400, true],
      [1, false],
      [1, true],
    ])('reads what it needs by index, for a flush of %d rows (waiting: %s)', async (size, wait) => {
      const { verdicts, scannedWhole, tables, rowsRead } = await append(sessions.slice(-size), wait);
      expect({ verdicts, scannedWhole, tables }).toEqual({
        verdicts: ['ok'],
        scannedWhole: [],
        tables: new Set(['session', 'run', 'event']),
      });
      // Per member: its session to lock, to judge and to bump, its run, and no event.
      expect(rowsRead).toBeLessThanOrEqual(4 * size);
    });
  });
});
