import type { SkillRef, Usage } from '#lib/protocol/fields.ts';
import type { Message, MessageRole, MessageStatus, Part } from '#lib/protocol/message.ts';
import type { Transaction } from './transaction.ts';

interface MessageRow {
  id: string;
  parentId: string | null;
  siblings: string[];
  role: MessageRole;
  parts: Part[];
  status: MessageStatus;
  runId: string | null;
  model: string | null;
  skill: SkillRef | null;
  usage: Usage | null;
  rating: 1 | -1 | null;
  createdAt: Date;
}

/** The branch that ends in `fromId`, oldest first, at most `limit` messages of it. */
export async function selectBranch(
  tx: Transaction,
  branch: { sessionId: string; fromId: string; limit: number },
): Promise<Message[]> {
  const rows = await tx.$queryRaw<MessageRow[]>`
    WITH RECURSIVE branch AS (
      SELECT m.*, 1 AS depth FROM message m
      WHERE m.session_id = ${branch.sessionId}::uuid AND m.id = ${branch.fromId}::uuid
      UNION ALL
      SELECT m.*, b.depth + 1 FROM branch b
      JOIN message m ON m.session_id = b.session_id AND m.id = b.parent_id
      WHERE b.depth < ${branch.limit}
    )
    SELECT b.id, b.parent_id AS "parentId", b.role, b.parts, b.status, b.run_id AS "runId", b.model, b.skill,
      b.usage, b.rating, b.created_at AS "createdAt",
      coalesce(
        (SELECT array_agg(s.id ORDER BY s.added_seq) FROM message s
          WHERE s.session_id = b.session_id AND s.parent_id = b.parent_id),
        (SELECT array_agg(s.id ORDER BY s.added_seq) FROM message s
          WHERE s.session_id = b.session_id AND s.parent_id IS NULL)
      ) AS siblings
    FROM branch b ORDER BY b.depth DESC`;
  return rows.map(toMessage);
}

function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    parentId: row.parentId,
    siblings: row.siblings,
    role: row.role,
    parts: row.parts,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    ...(row.runId === null ? {} : { runId: row.runId }),
    ...(row.model === null ? {} : { model: row.model }),
    ...(row.skill === null ? {} : { skill: row.skill }),
    ...(row.usage === null ? {} : { usage: row.usage }),
    ...(row.rating === null ? {} : { rating: row.rating }),
  };
}
