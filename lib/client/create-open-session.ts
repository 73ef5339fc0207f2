import type { Clock } from '#lib/base/clock.ts';
import type { Unsubscribe } from '#lib/base/emitter.ts';
import { MAX_HISTORY_MESSAGES } from '#lib/protocol/limits.ts';
import { prependHistory } from '#lib/state/session-state.ts';
import type { CommandSender } from './command-sender.ts';
import type { ConnectionStatus } from './connection-status.ts';
import { createSessionActions } from './create-session-actions.ts';
import type { Drafts } from './drafts.ts';
import type { FrameScheduler } from './frame-scheduler.ts';
import type { InitialSession, OpenSession } from './open-session.ts';
import type { Outbox } from './outbox.ts';
import { isBirth } from './outbox-entry.ts';
import type { PageSignals } from './page-signals.ts';
import { ReadMarks } from './read-marks.ts';
import { SessionConnection } from './session-connection.ts';
import { SessionStore } from './session-store.ts';
import type { SocketPort } from './socket-port.ts';

/** A page that wakes finds out soon whether its socket is still one. */
const WAKE_CHECK_MS = 2_500;

export interface OpenSessionParts {
  sessionId: string;
  initial: InitialSession | null;
  port: SocketPort;
  clock: Clock;
  random: () => number;
  page: PageSignals;
  frames: FrameScheduler;
  status: ConnectionStatus;
  outbox: Outbox;
  sender: CommandSender;
  drafts: Drafts;
  isBornHere: () => boolean;
  onRetained(session: OpenSession): void;
  onReleased(session: OpenSession): void;
}

/** Wires what one session on a page is made of. */
export function createOpenSession(parts: OpenSessionParts): OpenSession {
  const { sessionId, port, page, outbox, status } = parts;
  const connection = new SessionConnection(parts);
  const store = new SessionStore({ ...parts, connection });
  const readMarks = new ReadMarks(parts);
  const isUnborn = () =>
    connection.phase !== 'ready' &&
    (parts.isBornHere() ||
      outbox.entries.some((entry) => entry.command.sessionId === sessionId && isBirth(entry)));

  const loadOlder = () => {
    const before = connection.state.olderBefore;
    if (before === null || store.getSnapshot().loadingOlder || !port.connected) return;
    store.setLoadingOlder(true);
    port.request(
      'history',
      { sessionId, beforeMessageId: before, limit: MAX_HISTORY_MESSAGES },
      (outcome) => {
        if (outcome !== 'lost' && outcome.ok) {
          // A snapshot that came meanwhile has another window.
          connection.editState((state) =>
            state.olderBefore === before ? prependHistory(state, outcome) : state,
          );
        }
        store.setLoadingOlder(false);
      },
    );
  };

  const start = (): Unsubscribe => {
    const stops = [
      store.start(),
      connection.onCaughtUp.on((events) => status.caughtUp(events)),
      page.on('wake', () => {
        connection.checkPosition(WAKE_CHECK_MS);
        readMarks.tellSoon();
      }),
      // The command that creates the session has arrived.
      outbox.onSettled.on(({ entry, ack }) => {
        if (ack.ok && entry.command.sessionId === sessionId) connection.joinAgain();
      }),
      connection.start(),
      () => readMarks.stop(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  };

  let retained = 0;
  let stop: Unsubscribe = () => {};
  const session: OpenSession = {
    sessionId,
    store,
    actions: createSessionActions({
      ...parts,
      readMarks,
      state: () => connection.state,
      isUnborn,
      loadOlder,
    }),
    retain() {
      retained += 1;
      if (retained === 1) {
        parts.onRetained(session);
        stop = start();
      }
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        retained -= 1;
        if (retained > 0) return;
        stop();
        parts.onReleased(session);
      };
    },
  };
  return session;
}
