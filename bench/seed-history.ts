import pg from 'pg';
import { createId } from '#lib/base/ids.ts';

const TOKENS_PER_ANSWER = 500;
const ANSWER = 'token '.repeat(TOKENS_PER_ANSWER);
/** What a turn had in the log: message-add, run-request, run-start, a row per token, run-end. */
const SEQS_PER_TURN = TOKENS_PER_ANSWER + 4;

/** Writes a session with many answers straight into the tables, as it is once its log was compacted. */
export async function seedHistory(databaseUrl: string, userId: string, tokens: number): Promise<string> {
  const sessionId = createId();
  const turns = tokens / TOKENS_PER_ANSWER;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const run = (sql: string) => client.query(sql);
  // Ids made of the session's and the turn's number: `u` of what was asked, `a` of the answer, `r` of its run.
  const id = (kind: string, turn = 'n') => `md5('${sessionId} ${kind} ' || ${turn})::uuid`;
  const eachTurn = `FROM generate_series(1, ${turns}) n`;
  const user = `'{"kind": "user", "id": "${userId}"}'::jsonb`;
  const agent = `'{"kind": "agent", "id": "assistant"}'::jsonb`;
  const parts = (text: string) => `jsonb_build_array(jsonb_build_object('type', 'text', 'text', '${text}'))`;
  const seq = (offset: number) => `1 + (n - 1) * ${SEQS_PER_TURN} + ${offset}`;
  const lastSeq = 1 + turns * SEQS_PER_TURN;
  await run(`INSERT INTO session (id, owner_id, title, title_by, epoch, last_seq, compacted_seq, tip_id) VALUES
    ('${sessionId}', '${userId}', 'A long one', 'model', 'epoch', ${lastSeq}, ${lastSeq},
     ${turns === 0 ? 'NULL' : id('a', String(turns))})`);
  await run(
    `INSERT INTO participant (session_id, user_id, role) VALUES ('${sessionId}', '${userId}', 'owner')`,
  );
  await run(`INSERT INTO message (session_id, id, parent_id, role, parts, status, run_id, added_seq, created_at)
    SELECT '${sessionId}'::uuid, ${id('u')}, CASE WHEN n > 1 THEN ${id('a', '(n - 1)')} END, 'user',
      ${parts('Tell me more.')}, 'complete', NULL::uuid, ${seq(1)}, now() ${eachTurn}
    UNION ALL SELECT '${sessionId}'::uuid, ${id('a')}, ${id('u')}, 'assistant', ${parts(ANSWER)}, 'complete',
      ${id('r')}, ${seq(2)}, now() ${eachTurn}`);
  await run(`INSERT INTO run (id, session_id, message_id, parent_id, requested_by, actor, agent, model, status, epoch,
      attempt, requested_seq, ended_at, reason)
    SELECT ${id('r')}, '${sessionId}', ${id('a')}, ${id('u')}, '${userId}', ${user}, 'assistant', 'openai:demo-kelp',
      'ended', 1, 1, ${seq(2)}, now(), 'complete' ${eachTurn}`);
  await run(`INSERT INTO event (session_id, seq, type, run_id, actor, data, at)
    SELECT '${sessionId}', e.seq, e.type, ${id('r')}, e.actor, '{}', now() ${eachTurn}, LATERAL (VALUES
      (${seq(1)}, 'message-add', ${user}), (${seq(2)}, 'run-request', ${user}),
      (${seq(3)}, 'run-start', ${agent}), (${seq(SEQS_PER_TURN)}, 'run-end', ${agent})) AS e (seq, type, actor)`);
  await run('ANALYZE');
  await client.end();
  return sessionId;
}
