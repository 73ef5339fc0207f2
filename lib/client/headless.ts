import { systemClock } from '#lib/base/clock.ts';
import type { Unsubscribe } from '#lib/base/emitter.ts';
import { createId } from '#lib/base/ids.ts';
import type { Hello } from '#lib/protocol/socket.ts';
import { createClient, type Client } from './create-client.ts';
import { noFrames } from './frame-scheduler.ts';
import { existingLogin } from './login.ts';
import { createMemoryStorage } from './outbox-storage.ts';
import { noPage } from './page-signals.ts';
import { createOpenSocket } from './socket-io-socket.ts';
import type { Store } from './store.ts';
import { noOtherTabs } from './tab-channel.ts';
import { createPageLock } from './tab-lock.ts';
import { createMemoryTexts } from './text-storage.ts';

export interface HeadlessOptions {
  /** Where the server is: `http://127.0.0.1:3000`. */
  url: string;
  /** The `Cookie` header of a login. */
  cookie: string;
  origin: string;
  deviceId?: string;
}

/** The browser's client in a Node program: one login, one socket, nothing kept on disk. */
export function createHeadlessClient({
  url,
  cookie,
  origin,
  deviceId = createId(),
}: HeadlessOptions): Client {
  return createClient({
    openSocket: createOpenSocket({ url, deviceId, headers: { cookie, origin } }),
    clock: systemClock,
    random: Math.random,
    page: noPage,
    frames: noFrames,
    outboxStorage: createMemoryStorage(),
    lock: createPageLock(),
    channel: noOtherTabs,
    texts: createMemoryTexts(),
    login: existingLogin,
    reload: () => {},
    userId: null,
    initialSessions: null,
  });
}

/** Resolves with the server's hello once the client is live. */
export async function untilLive(client: Client): Promise<Hello> {
  const { hello } = await until(client.connection, ({ status }) => status === 'live');
  if (!hello) throw new Error('cannot be live without a hello');
  return hello;
}

/** The first state of a store, from now on, that is as wanted. Rejects after `timeoutMs` with the state it has then. */
export function until<T>(store: Store<T>, isWanted: (state: T) => boolean, timeoutMs = 10_000): Promise<T> {
  return new Promise((resolve, reject) => {
    let unsubscribe: Unsubscribe = () => {};
    const stopTimer = systemClock.after(timeoutMs, () => {
      unsubscribe();
      reject(new Error(`cannot reach the wanted state in ${timeoutMs} ms: ${describe(store.getSnapshot())}`));
    });
    const look = () => {
      const state = store.getSnapshot();
      if (!isWanted(state)) return;
      stopTimer();
      unsubscribe();
      resolve(state);
    };
    unsubscribe = store.subscribe(look);
    look();
  });
}

function describe(state: unknown): string {
  const maps = (_: string, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value);
  return (JSON.stringify(state, maps) ?? 'undefined').slice(0, 2_000);
}
