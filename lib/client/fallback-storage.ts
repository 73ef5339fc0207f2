import { createMemoryStorage, type OutboxStorage } from './outbox-storage.ts';

/**
 * Keeps in memory what `durable` refuses: in a private window, with a full disk, without IndexedDB. Such a command is
 * sent as any other and is lost with the page.
 */
export function withMemoryFallback(durable: OutboxStorage): OutboxStorage {
  const memory = createMemoryStorage();
  const inBoth = async (change: (storage: OutboxStorage) => Promise<void>) => {
    await change(memory);
    // Best effort: what can't be written there was not stored there, or is answered alike when sent again. [L5]
    await change(durable).catch(() => {});
  };
  return {
    async load(userId) {
      const stored = await durable.load(userId).catch(() => []);
      return [...stored, ...(await memory.load(userId))];
    },
    add: (entry) => durable.add(entry).catch(() => memory.add(entry)),
    replace: (entry) => inBoth((storage) => storage.replace(entry)),
    remove: (commandId) => inBoth((storage) => storage.remove(commandId)),
    move: (fromUserId, toUserId) => inBoth((storage) => storage.move(fromUserId, toUserId)),
  };
}
