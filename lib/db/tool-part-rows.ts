import type { ToolPart } from '#lib/protocol/message.ts';
import type { Transaction } from './transaction.ts';

/** Calls of some tools in the messages of ended runs, in the order in which they were asked for. */
export async function selectToolParts(
  tx: Transaction,
  asked: { sessionId: string; toolNames: readonly string[] },
): Promise<ToolPart[]> {
  const rows = await tx.$queryRaw<{ part: ToolPart }[]>`
    SELECT p.part
    FROM message m
    JOIN run r ON r.id = m.run_id AND r.status = 'ended'
    CROSS JOIN LATERAL jsonb_array_elements(m.parts) WITH ORDINALITY AS p (part, place)
    WHERE m.session_id = ${asked.sessionId}::uuid
      AND p.part ->> 'type' = 'dynamic-tool' AND p.part ->> 'toolName' = ANY (${asked.toolNames}::text[])
    ORDER BY m.added_seq, p.place`;
  return rows.map(({ part }) => part);
}

/** Runs of a session that have not ended, oldest first, with the seq they begin at. */
export async function selectLiveRuns(
  tx: Transaction,
  sessionId: string,
): Promise<{ runId: string; requestedSeq: number }[]> {
  return tx.$queryRaw<{ runId: string; requestedSeq: number }[]>`
    SELECT id AS "runId", requested_seq::float8 AS "requestedSeq" FROM run
    WHERE session_id = ${sessionId}::uuid AND status <> 'ended' ORDER BY requested_seq`;
}
