import type { OutboxEntry } from './outbox-entry.ts';

/** Where commands wait. What `add` has resolved for is there after a reload, in the order of the adds. [U2] */
export interface OutboxStorage {
  load(userId: string): Promise<OutboxEntry[]>;
  add(entry: OutboxEntry): Promise<void>;
  /** Replaces the entry of that command id in its place; does nothing when it is not there any more. */
  replace(entry: OutboxEntry): Promise<void>;
  remove(commandId: string): Promise<void>;
  /** All of one user's entries become another's. [P3] */
  move(fromUserId: string, toUserId: string): Promise<void>;
}

/** Lives as long as the page. */
export function createMemoryStorage(): OutboxStorage {
  let entries: OutboxEntry[] = [];
  return {
    async load(userId) {
      return entries.filter((entry) => entry.userId === userId);
    },
    async add(entry) {
      entries = [...entries, entry];
    },
    async replace(entry) {
      entries = entries.map((old) => (old.command.commandId === entry.command.commandId ? entry : old));
    },
    async remove(commandId) {
      entries = entries.filter((entry) => entry.command.commandId !== commandId);
    },
    async move(fromUserId, toUserId) {
      entries = entries.map((entry) =>
        entry.userId === fromUserId ? { ...entry, userId: toUserId } : entry,
      );
    },
  };
}
