import type { Database } from '#lib/db/client.ts';
import {
  insertAudit,
  selectAudit,
  selectAuditChoices,
  type AuditRow,
  type NewAuditRow,
} from '#lib/db/audit-rows.ts';
import type { Transaction } from '#lib/db/transaction.ts';

export interface Actor {
  readonly id: string;
  readonly name: string;
}

export interface NewAuditEntry {
  readonly actor: Actor;
  /** What was done, as `skill-publish`. */
  readonly action: string;
  /** What it was done to, for people to read. */
  readonly subject: string;
  /** Whoever is told of it in their settings: the owner of a session that was looked at. */
  readonly ownerId?: string;
  readonly detail?: object;
}

export interface AuditEntry extends NewAuditEntry {
  /** Of a growing count, as text. */
  readonly id: string;
  readonly at: string;
  readonly detail: object;
}

export interface AuditFilter {
  readonly actorId?: string;
  readonly action?: string;
  readonly ownerId?: string;
  /** Id of an entry: only older ones. */
  readonly before?: string;
}

/** What admins did. Entries are only added: the database refuses to change or delete one. */
export class AuditLog {
  readonly #db: Database;

  constructor(dependencies: { db: Database }) {
    this.#db = dependencies.db;
  }

  async write(entry: NewAuditEntry): Promise<void> {
    await writeAudit(this.#db, entry);
  }

  /** Newest first. */
  async list(filter: AuditFilter, limit: number): Promise<AuditEntry[]> {
    const { before, ...equal } = filter;
    const rows = await selectAudit(
      this.#db,
      before === undefined ? equal : { ...equal, before: BigInt(before) },
      limit,
    );
    return rows.map(toEntry);
  }

  /** Who and what there is to filter by. */
  listChoices(): Promise<{ actors: Actor[]; actions: string[] }> {
    return selectAuditChoices(this.#db);
  }
}

/** Given a transaction, the entry is there exactly when what it tells of is. */
export function writeAudit(db: Database | Transaction, entry: NewAuditEntry): Promise<void> {
  const { actor, ...fields } = entry;
  const row: NewAuditRow = { actorId: actor.id, actorName: actor.name, ...fields };
  return insertAudit(db, row);
}

function toEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id.toString(),
    at: row.at.toISOString(),
    actor: { id: row.actorId, name: row.actorName },
    action: row.action,
    subject: row.subject,
    ...(row.ownerId === null ? {} : { ownerId: row.ownerId }),
    detail: row.detail !== null && typeof row.detail === 'object' ? row.detail : {},
  };
}
