import type { SessionListRow } from './session-list-view.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** Rows by session id; removed ones are kept aside, so that a restore brings them back as they were. */
export interface SessionList {
  readonly rows: ReadonlyMap<string, SessionListRow>;
  readonly removed: ReadonlySet<string>;
}

/** The list after a command of one's own, as the server will have it: shown before the ack, kept after it. */
export function applyToList(list: SessionList, { command, at }: OutboxEntry): SessionList {
  const { sessionId } = command;
  const row = list.rows.get(sessionId);
  switch (command.type) {
    case 'create-session':
    case 'send-message': {
      const isNew = !row && (command.type === 'create-session' || command.create === true);
      if (!row && !isNew) return list;
      const updatedAt = new Date(at).toISOString();
      const title = command.type === 'create-session' ? (command.title ?? null) : null;
      return put(
        list,
        row
          ? { ...row, updatedAt: latest(row.updatedAt, updatedAt) }
          : unsentRow(sessionId, title, updatedAt),
      );
    }
    case 'rename-session':
      return row ? put(list, { ...row, title: command.title }) : list;
    case 'archive-session':
      return row ? put(list, { ...row, archived: command.archived }) : list;
    case 'delete-session':
      return { ...list, removed: new Set([...list.removed, sessionId]) };
    case 'restore-session':
      return { ...list, removed: new Set([...list.removed].filter((id) => id !== sessionId)) };
    default:
      return list;
  }
}

export function toRows({ rows, removed }: SessionList): SessionListRow[] {
  return [...rows.values()]
    .filter((row) => !removed.has(row.sessionId))
    .toSorted((a, b) => compare(b.updatedAt, a.updatedAt) || compare(b.sessionId, a.sessionId));
}

export function put(list: SessionList, row: SessionListRow): SessionList {
  return { ...list, rows: new Map(list.rows).set(row.sessionId, row) };
}

function unsentRow(sessionId: string, title: string | null, updatedAt: string): SessionListRow {
  return {
    sessionId,
    title,
    lastSeq: 0,
    readSeq: 0,
    live: false,
    needsApproval: false,
    archived: false,
    updatedAt,
    unsent: true,
  };
}

// Times of one format in UTC: they compare as text.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}
