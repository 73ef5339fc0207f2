import type { Database } from './client.ts';

export interface SandboxRow {
  readonly id: string;
  readonly database: string;
  readonly kind: 'session' | 'token' | 'trial';
  readonly template: string;
  /** Why the last rebuild stopped before its end. */
  readonly fault: string | null;
}

export async function findSandbox(db: Database, id: string): Promise<SandboxRow | undefined> {
  const [row] = await db.$queryRaw<SandboxRow[]>`
    SELECT id, database, kind, template, fault FROM sandbox WHERE id = ${id}::uuid`;
  return row;
}

/** Replaces the row of a sandbox that was lost and made again. */
export async function saveSandbox(db: Database, row: SandboxRow): Promise<void> {
  await db.$executeRaw`
    INSERT INTO sandbox (id, database, kind, template, fault)
    VALUES (${row.id}::uuid, ${row.database}, ${row.kind}, ${row.template}, ${row.fault})
    ON CONFLICT (id) DO UPDATE SET database = excluded.database, kind = excluded.kind,
      template = excluded.template, fault = excluded.fault, created_at = now(), last_used_at = now()`;
}

export async function touchSandbox(db: Database, id: string): Promise<void> {
  await db.$executeRaw`UPDATE sandbox SET last_used_at = clock_timestamp() WHERE id = ${id}::uuid`;
}

export async function deleteSandbox(db: Database, id: string): Promise<void> {
  await db.$executeRaw`DELETE FROM sandbox WHERE id = ${id}::uuid`;
}

export async function isSandboxDatabase(db: Database, database: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`SELECT 1 FROM sandbox WHERE database = ${database}`;
  return rows.length > 0;
}

/** Idle for longer than its kind may be, or of a session that is gone. The longest idle come first. `onlyId` asks for one alone. */
export async function selectDroppable(
  db: Database,
  idleMs: Readonly<Record<SandboxRow['kind'], number>>,
  limit: number,
  onlyId: string | null = null,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM sandbox s
    WHERE (${onlyId}::uuid IS NULL OR s.id = ${onlyId}::uuid) AND (s.last_used_at < clock_timestamp() - interval '1 millisecond' * CASE s.kind
        WHEN 'session' THEN ${idleMs.session}::float8 WHEN 'token' THEN ${idleMs.token}::float8
        ELSE ${idleMs.trial}::float8 END
      OR (s.kind = 'session' AND NOT EXISTS (SELECT 1 FROM session WHERE session.id = s.id)))
    ORDER BY s.last_used_at LIMIT ${limit}`;
  return rows.map((row) => row.id);
}
