import type { AuditEntry as AuditRow } from './generated/client.ts';
import type { Database } from './client.ts';
import { toJson } from './to-json.ts';
import type { Transaction } from './transaction.ts';

export type { AuditRow };

export interface NewAuditRow {
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly subject: string;
  readonly ownerId?: string;
  readonly detail?: object;
}

/** Within a transaction, an entry is there exactly when what it tells of is. */
export async function insertAudit(db: Database | Transaction, row: NewAuditRow): Promise<void> {
  const { detail = {}, ...fields } = row;
  await db.auditEntry.create({ data: { ...fields, detail: toJson(detail) } });
}

/** Newest first, those before an id. Undefined filters let everything through. */
export function selectAudit(
  db: Database,
  filter: { actorId?: string; action?: string; ownerId?: string; before?: bigint },
  limit: number,
): Promise<AuditRow[]> {
  const { before, ...equal } = filter;
  return db.auditEntry.findMany({
    where: { ...equal, ...(before === undefined ? {} : { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit,
  });
}

/** Who and what there is to filter by. */
export async function selectAuditChoices(
  db: Database,
): Promise<{ actors: { id: string; name: string }[]; actions: string[] }> {
  const [actors, actions] = await Promise.all([
    db.$queryRaw<{ id: string; name: string }[]>`
      SELECT DISTINCT ON (actor_id) actor_id AS id, actor_name AS name
      FROM audit_entry ORDER BY actor_id, audit_entry.id DESC LIMIT 200`,
    db.auditEntry.findMany({ distinct: ['action'], select: { action: true }, orderBy: { action: 'asc' } }),
  ]);
  return { actors, actions: actions.map(({ action }) => action) };
}
