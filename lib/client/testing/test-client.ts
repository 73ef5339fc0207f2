import { ManualClock } from '#lib/base/clock.ts';
import { Emitter } from '#lib/base/emitter.ts';
import { createClient, type Client, type ClientSurroundings } from '../create-client.ts';
import type { FrameScheduler } from '../frame-scheduler.ts';
import { existingLogin } from '../login.ts';
import { createMemoryStorage } from '../outbox-storage.ts';
import type { PageSignals } from '../page-signals.ts';
import { noOtherTabs } from '../tab-channel.ts';
import { createPageLock } from '../tab-lock.ts';
import { createMemoryTexts } from '../text-storage.ts';
import { FakeNetwork } from './fake-network.ts';
import { ScriptedServer } from './scripted-server.ts';

/** A page whose signals a test gives. */
export class TestPage implements PageSignals {
  visible = true;
  online = true;
  readonly #signals = { wake: new Emitter<void>(), hide: new Emitter<void>() };

  on(signal: 'wake' | 'hide', listener: () => void) {
    return this.#signals[signal].on(() => listener());
  }

  give(signal: 'wake' | 'hide'): void {
    this.#signals[signal].emit();
  }
}

/** Paints when a test says so. */
export class TestFrames implements FrameScheduler {
  readonly #due = new Set<() => void>();

  schedule(paint: () => void) {
    this.#due.add(paint);
    return () => this.#due.delete(paint);
  }

  get scheduled(): number {
    return this.#due.size;
  }

  paint(): void {
    const due = [...this.#due];
    this.#due.clear();
    for (const paint of due) paint();
  }
}

export interface TestClient {
  client: Client;
  clock: ManualClock;
  network: FakeNetwork;
  server: ScriptedServer;
  page: TestPage;
  frames: TestFrames;
  reloads: number;
  /** Delivers and paints until nothing moves any more; time stands still. */
  settle(): Promise<void>;
  /** Time passes; what falls due is delivered and painted. */
  pass(milliseconds: number): Promise<void>;
}

/** A whole client over a network in memory. Parts given replace those of the test. */
export function createTestClient(
  parts: Partial<ClientSurroundings> & { network?: FakeNetwork; server?: ScriptedServer } = {},
): TestClient {
  const clock = parts.clock instanceof ManualClock ? parts.clock : new ManualClock(1_000_000);
  const network = parts.network ?? new FakeNetwork();
  const server = parts.server ?? new ScriptedServer(network);
  const page = new TestPage();
  const frames = new TestFrames();
  const surroundings: ClientSurroundings = {
    openSocket: network.openSocket,
    clock,
    random: () => 0.5,
    page,
    frames,
    outboxStorage: createMemoryStorage(),
    lock: createPageLock(),
    channel: noOtherTabs,
    texts: createMemoryTexts(),
    login: existingLogin,
    userId: server.userId,
    initialSessions: null,
    reload: () => (test.reloads += 1),
    ...parts,
  };
  const settle = async () => {
    // Promises, locks and the fake IndexedDB need turns of the event loop; there is no timer to wait for.
    for (let turn = 0; turn < 60; turn++) {
      network.deliverAll();
      await new Promise((resolve) => setImmediate(resolve));
    }
    frames.paint();
  };
  const test: TestClient = {
    client: createClient(surroundings),
    clock,
    network,
    server,
    page,
    frames,
    reloads: 0,
    settle,
    async pass(milliseconds) {
      await settle();
      clock.advance(milliseconds);
      await settle();
    },
  };
  return test;
}
