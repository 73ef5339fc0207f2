import { createId } from '#lib/base/ids.ts';
import type { Part } from '#lib/protocol/message.ts';
import { runSql } from './postgres.ts';

export interface Seed {
  databaseUrl: string;
  userId: string;
  title: string;
  /** What was said in turn, a person first: texts, or the parts of an answer. */
  texts: readonly (string | readonly Part[])[];
}

/** Writes a session of finished messages straight into the database, log and fold alike; answers with its id. */
export async function seedSession({ databaseUrl, userId, title, texts }: Seed): Promise<string> {
  const sessionId = createId();
  const messages = texts.map((text, index) => ({
    id: createId(),
    role: index % 2 === 0 ? 'user' : 'assistant',
    text,
  }));
  const rows = messages.map(({ id, role, text }, index) => {
    const parts =
      typeof text === 'string'
        ? [{ type: 'text', text, ...(role === 'assistant' && { id: '0', state: 'done' }) }]
        : text;
    const parentId = messages[index - 1]?.id ?? null;
    return { id, parentId, role, parts, seq: index + 2, data: { message: { id, parentId, role, parts } } };
  });
  const lastSeq = rows.length + 1;
  await runSql(
    databaseUrl,
    `INSERT INTO session (id, owner_id, title, title_by, epoch, last_seq, tip_id)
     VALUES ($1, $2, $3, 'user', $4, $5, $6)`,
    [sessionId, userId, title, createId(), lastSeq, rows.at(-1)?.id ?? null],
  );
  await runSql(
    databaseUrl,
    `INSERT INTO participant (session_id, user_id, role, last_read_seq) VALUES ($1, $2, 'owner', $3)`,
    [sessionId, userId, lastSeq],
  );
  await runSql(
    databaseUrl,
    `INSERT INTO event (session_id, seq, type, actor, data, at)
     SELECT $1, (row->>'seq')::bigint, row->>'type', jsonb_build_object('kind', 'user', 'id', $2::text), row->'data', now()
     FROM jsonb_array_elements($3::jsonb) AS row`,
    [sessionId, userId, JSON.stringify(toEvents(rows))],
  );
  await runSql(
    databaseUrl,
    `INSERT INTO message (session_id, id, parent_id, role, parts, status, added_seq, created_at)
     SELECT $1, (row->>'id')::uuid, (row->>'parentId')::uuid, row->>'role', row->'parts', 'complete',
       (row->>'seq')::bigint, now()
     FROM jsonb_array_elements($2::jsonb) AS row`,
    [sessionId, JSON.stringify(rows)],
  );
  return sessionId;
}

function toEvents(rows: readonly { seq: number; data: object }[]) {
  const added = rows.map(({ seq, data }) => ({ seq, type: 'message-add', data }));
  return [{ seq: 1, type: 'session-create', data: {} }, ...added];
}
