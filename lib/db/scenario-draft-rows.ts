import { cleanJson } from '#lib/base/clean-text.ts';
import type { Database } from './client.ts';
import type { Prisma, ScenarioDraft } from './generated/client.ts';
import { toJson } from './to-json.ts';

/** What people change. `checks` is JSON as a value. */
export interface ScenarioDraftFields {
  readonly slug: string;
  readonly title: string;
  readonly prompt: string;
  readonly seed: string;
  readonly checks: unknown;
}

export interface NewScenarioDraft extends ScenarioDraftFields {
  readonly id: string;
  readonly skillName: string;
  readonly trace: unknown;
  readonly note: string;
  readonly sourceSessionId: string;
  readonly sourceMessageId: string;
  readonly createdBy: string;
}

export type ScenarioDraftRow = ScenarioDraft;
export type ScenarioDraftSummaryRow = Pick<ScenarioDraft, keyof typeof summaryFields>;

const summaryFields = {
  id: true,
  skillName: true,
  slug: true,
  title: true,
  createdBy: true,
  updatedAt: true,
} satisfies Prisma.ScenarioDraftSelect;

/** Of those who insert one for the same message, all get the id of the first. */
export async function insertScenarioDraft(
  db: Database,
  wanted: NewScenarioDraft,
): Promise<{ status: 'made' | 'found'; draftId: string }> {
  const draft = cleanJson(wanted);
  const made = await db.$executeRaw`
    INSERT INTO scenario_draft (id, skill_name, slug, title, prompt, seed, checks, trace, note, source_session_id,
      source_message_id, created_by)
    VALUES (${draft.id}::uuid, ${draft.skillName}, ${draft.slug}, ${draft.title}, ${draft.prompt}, ${draft.seed},
      ${JSON.stringify(draft.checks)}::jsonb, ${JSON.stringify(draft.trace)}::jsonb, ${draft.note},
      ${draft.sourceSessionId}::uuid, ${draft.sourceMessageId}::uuid, ${draft.createdBy})
    ON CONFLICT (source_session_id, source_message_id) DO NOTHING`;
  if (made === 1) return { status: 'made', draftId: draft.id };
  const found = await findScenarioDraftOf(db, {
    sessionId: draft.sourceSessionId,
    messageId: draft.sourceMessageId,
  });
  // It was deleted in this very moment: then there is room for this one.
  return found === undefined ? insertScenarioDraft(db, draft) : { status: 'found', draftId: found };
}

export async function findScenarioDraftOf(
  db: Database,
  source: { sessionId: string; messageId: string },
): Promise<string | undefined> {
  const { sessionId: sourceSessionId, messageId: sourceMessageId } = source;
  const row = await db.scenarioDraft.findUnique({
    where: { sourceSessionId_sourceMessageId: { sourceSessionId, sourceMessageId } },
    select: { id: true },
  });
  return row?.id;
}

/** Newest save first. */
export function selectScenarioDrafts(db: Database, limit: number): Promise<ScenarioDraftSummaryRow[]> {
  return db.scenarioDraft.findMany({
    select: summaryFields,
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

export async function selectScenarioDraft(db: Database, id: string): Promise<ScenarioDraftRow | undefined> {
  return (await db.scenarioDraft.findUnique({ where: { id } })) ?? undefined;
}

export function selectScenarioDraftIds(
  db: Database,
  messageIds: readonly string[],
): Promise<{ draftId: string; messageId: string }[]> {
  return db.$queryRaw`
    SELECT id AS "draftId", source_message_id AS "messageId" FROM scenario_draft
    WHERE source_message_id = ANY (${messageIds}::uuid[])`;
}

type Held = { status: 'stale'; revision: number } | { status: 'gone' };

/** Only over the revision that was seen. */
export async function updateScenarioDraft(
  db: Database,
  id: string,
  wanted: ScenarioDraftFields,
  seenRevision: number,
): Promise<{ status: 'saved'; revision: number } | Held> {
  const fields = cleanJson(wanted);
  const { count } = await db.scenarioDraft.updateMany({
    where: { id, revision: seenRevision },
    // The times of a draft are for people, and may be this node's.
    data: {
      ...fields,
      checks: toJson(fields.checks),
      revision: seenRevision + 1,
      updatedAt: new Date(),
    },
  });
  return count === 1 ? { status: 'saved', revision: seenRevision + 1 } : tellHeld(db, id);
}

export async function deleteScenarioDraft(
  db: Database,
  id: string,
  seenRevision: number,
): Promise<{ status: 'removed' } | Held> {
  const { count } = await db.scenarioDraft.deleteMany({ where: { id, revision: seenRevision } });
  return count === 1 ? { status: 'removed' } : tellHeld(db, id);
}

async function tellHeld(db: Database, id: string): Promise<Held> {
  const row = await db.scenarioDraft.findUnique({ where: { id }, select: { revision: true } });
  return row ? { status: 'stale', ...row } : { status: 'gone' };
}
