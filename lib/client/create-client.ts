import type { Clock } from '#lib/base/clock.ts';
import type { Unsubscribe } from '#lib/base/emitter.ts';
import type { ListSessionsReply } from '#lib/protocol/socket.ts';
import { CommandSender } from './command-sender.ts';
import { Connection } from './connection.ts';
import { ConnectionStatus } from './connection-status.ts';
import { createListActions } from './create-list-actions.ts';
import { createOpenSession } from './create-open-session.ts';
import { Drafts } from './drafts.ts';
import type { FrameScheduler } from './frame-scheduler.ts';
import type { HoldfastClient } from './holdfast-client.ts';
import type { Login } from './login.ts';
import { LoginKeeper } from './login-keeper.ts';
import type { OpenSession } from './open-session.ts';
import { Outbox } from './outbox.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import type { PageSignals } from './page-signals.ts';
import type { OpenSocket } from './raw-socket.ts';
import { SessionListStore } from './session-list-store.ts';
import type { SocketPort } from './socket-port.ts';
import type { TabChannel } from './tab-channel.ts';
import type { TabLock } from './tab-lock.ts';
import type { TextStorage } from './text-storage.ts';

/** Everything outside of the client: a browser, a Node program or a simulation. */
export interface ClientSurroundings {
  openSocket: OpenSocket;
  clock: Clock;
  random: () => number;
  page: PageSignals;
  frames: FrameScheduler;
  outboxStorage: OutboxStorage;
  lock: TabLock;
  channel: TabChannel;
  texts: TextStorage;
  login: Login;
  /** Loads the page anew. */
  reload: () => void;
  userId: string | null;
  initialSessions: ListSessionsReply | null;
}

/** The client with what programs use of it below the surface that pages see. */
export interface Client extends HoldfastClient {
  readonly port: SocketPort;
  readonly sender: CommandSender;
}

/** Does nothing to the world before `start`. */
export function createClient(surroundings: ClientSurroundings): Client {
  const { clock, page, texts, outboxStorage, initialSessions } = surroundings;
  const status = new ConnectionStatus(clock);
  const connection = new Connection({ ...surroundings, status });
  const port: SocketPort = connection;
  const outbox = new Outbox({ ...surroundings, storage: outboxStorage, port });
  const sender = new CommandSender({ ...surroundings, port });
  const drafts = new Drafts({ storage: texts, clock });
  const list = new SessionListStore({ ...surroundings, port, outbox, initial: initialSessions });
  const keeper = new LoginKeeper({ ...surroundings, connection, status, outbox, drafts });
  const sessions = new Map<string, OpenSession>();
  const bornHere = new Set<string>();

  return {
    port,
    sender,
    connection: status,
    sessionList: list,
    sessionListActions: createListActions({
      outbox,
      loadMore: () => list.loadMore(),
      onCreate: (sessionId) => bornHere.add(sessionId),
    }),
    drafts,
    openSession: (sessionId, initial) =>
      sessions.get(sessionId) ??
      createOpenSession({
        ...surroundings,
        sessionId,
        initial,
        port,
        status,
        outbox,
        sender,
        drafts,
        isBornHere: () => bornHere.has(sessionId),
        onRetained: (session) => sessions.set(sessionId, session),
        onReleased: () => sessions.delete(sessionId),
      }),
    start(): Unsubscribe {
      drafts.start();
      // The outbox listens before the list and the sessions do: it knows first who this is.
      const stops = [
        page.on('hide', () => drafts.flush()),
        page.on('wake', () => list.refresh()),
        outbox.start(),
        sender.start(),
        list.start(),
        keeper.start(),
      ];
      return () => {
        drafts.flush();
        for (const stop of stops.toReversed()) stop();
      };
    },
    signInAsGuest: () => keeper.signInAsGuest(),
    changeLogin: (change, options) => keeper.changeLogin(change, options),
  };
}
