import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { withMemoryFallback } from './fallback-storage.ts';
import { createIndexedDbStorage } from './indexed-db-storage.ts';
import type { OutboxEntry } from './outbox-entry.ts';

function createEntry(): OutboxEntry {
  return {
    command: { commandId: createId(), sessionId: createId(), type: 'delete-session' },
    userId: 'user-1',
    at: 0,
    losses: 0,
  };
}

test('without IndexedDB commands are kept in memory', async () => {
  expect(globalThis.indexedDB).toBeUndefined();
  const storage = withMemoryFallback(createIndexedDbStorage());
  const [first, second] = [createEntry(), createEntry()];
  await storage.add(first);
  await storage.add(second);
  await storage.replace({ ...second, losses: 1 });
  await storage.remove(first.command.commandId);
  await storage.move('user-1', 'user-2');
  expect(await storage.load('user-1')).toEqual([]);
  expect(await storage.load('user-2')).toEqual([{ ...second, losses: 1, userId: 'user-2' }]);
});
