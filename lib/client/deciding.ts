import type { OutboxEntry } from './outbox-entry.ts';

/** Ids of the approvals that were answered here while the log does not say so yet. Keeps its identity while it is the same. */
export function toDeciding(
  waiting: readonly OutboxEntry[],
  before: ReadonlySet<string>,
): ReadonlySet<string> {
  const ids = waiting.flatMap(({ command }) =>
    command.type === 'respond-approval' ? [command.approvalId] : [],
  );
  const deciding = new Set(ids);
  return deciding.size === before.size && ids.every((id) => before.has(id)) ? before : deciding;
}
