import { systemClock } from '#lib/base/clock.ts';
import type { ListSessionsReply } from '#lib/protocol/socket.ts';
import { createBrowserFrames } from './browser-frames.ts';
import { browserPage } from './browser-page.ts';
import { createClient } from './create-client.ts';
import { loadDeviceId } from './device-id.ts';
import { withMemoryFallback } from './fallback-storage.ts';
import type { HoldfastClient } from './holdfast-client.ts';
import { createIndexedDbStorage } from './indexed-db-storage.ts';
import { createLogin } from './login.ts';
import { createOpenSocket } from './socket-io-socket.ts';
import { createTabChannel, noOtherTabs } from './tab-channel.ts';
import { createPageLock } from './tab-lock.ts';
import { createBrowserTexts } from './text-storage.ts';
import { createWebLock } from './web-lock.ts';

export interface BrowserClientOptions {
  userId: string | null;
  initialSessions: ListSessionsReply | null;
}

/** Wires the client to this browser. Safe to call while rendering on the server: nothing starts before `start`. */
export function createBrowserClient(options: BrowserClientOptions): HoldfastClient {
  const clock = systemClock;
  const texts = createBrowserTexts(() => localStorage);
  // Web Locks are missing where the page is not served securely.
  const locks = globalThis.navigator?.locks;
  const lock = locks ? createWebLock({ locks, clock }) : createPageLock();
  return createClient({
    ...options,
    openSocket: (handlers) => createOpenSocket({ deviceId: loadDeviceId(texts) })(handlers),
    clock,
    random: Math.random,
    page: browserPage,
    frames: createBrowserFrames(),
    outboxStorage: withMemoryFallback(createIndexedDbStorage()),
    lock,
    channel: globalThis.BroadcastChannel ? createTabChannel() : noOtherTabs,
    texts,
    login: createLogin({ fetch: (...request) => fetch(...request), lock }),
    reload: () => location.reload(),
  });
}
