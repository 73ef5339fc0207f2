import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OutboxStorage } from './outbox-storage.ts';

/** Shared by the tabs of a browser. Keys count up, so they keep the order of the adds of all tabs. */
export function createIndexedDbStorage(databaseName = 'holdfast-outbox'): OutboxStorage {
  let opened: UseStore | undefined;
  // On first use: a page that is rendered on the server has no IndexedDB. Async: a missing one rejects.
  const inStore: UseStore = async (mode, work) =>
    (opened ??= createStore(databaseName, 'commands'))(mode, work);

  const editEach = (edit: (entry: OutboxEntry) => OutboxEntry | 'keep' | 'remove') =>
    inStore('readwrite', (store) => {
      const walk = store.openCursor();
      walk.onsuccess = () => {
        const cursor = walk.result;
        if (!cursor) return;
        // Cast: `add` and `editEach` alone write here, and they write entries.
        const edited = edit(cursor.value as OutboxEntry);
        if (edited === 'remove') cursor.delete();
        else if (edited !== 'keep') cursor.update(edited);
        cursor.continue();
      };
      return promisifyRequest(store.transaction);
    });

  return {
    async load(userId) {
      // Cast: as above.
      const read = (store: IDBObjectStore) => promisifyRequest(store.getAll() as IDBRequest<OutboxEntry[]>);
      return (await inStore('readonly', read)).filter((entry) => entry.userId === userId);
    },
    add: (entry) =>
      inStore('readwrite', (store) => {
        const last = store.openKeyCursor(null, 'prev');
        last.onsuccess = () => store.add(entry, Number(last.result?.key ?? 0) + 1);
        return promisifyRequest(store.transaction);
      }),
    replace: (entry) =>
      editEach((old) => (old.command.commandId === entry.command.commandId ? entry : 'keep')),
    remove: (commandId) => editEach((entry) => (entry.command.commandId === commandId ? 'remove' : 'keep')),
    move: (fromUserId, toUserId) =>
      editEach((entry) => (entry.userId === fromUserId ? { ...entry, userId: toUserId } : 'keep')),
  };
}
