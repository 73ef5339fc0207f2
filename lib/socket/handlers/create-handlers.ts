import type { ClientToServerEvents } from '#lib/protocol/socket.ts';
import type { Logins } from '#lib/auth/logins.ts';
import type { CommandExecutor } from '#lib/session/execute-command.ts';
import type { SessionHub } from '#lib/session/session-hub.ts';
import type { SessionReads } from '#lib/session/session-reads.ts';
import type { EventHandler } from '../event-handler.ts';
import type { TypedServer } from '../typed-socket.ts';
import { createCommandHandler } from './on-command.ts';
import { createHistoryHandler } from './on-history.ts';
import { createJoinHandler } from './on-join.ts';
import { leaveHandler } from './on-leave.ts';
import { createListSessionsHandler } from './on-list-sessions.ts';
import { createReadHandler } from './on-read.ts';
import { signalHandler } from './on-signal.ts';

export interface HandlerDependencies {
  io: TypedServer;
  hub: Pick<SessionHub, 'subscribe'>;
  reads: Pick<SessionReads, 'catchUp' | 'read' | 'history' | 'listSessions'>;
  executor: Pick<CommandExecutor, 'execute'>;
  logins: Pick<Logins, 'findLive'>;
}

/** All that a client can ask for. */
export function createHandlers(dependencies: HandlerDependencies): ReadonlyMap<string, EventHandler> {
  const handlers: Record<keyof ClientToServerEvents, EventHandler> = {
    join: createJoinHandler(dependencies),
    leave: leaveHandler,
    read: createReadHandler(dependencies),
    history: createHistoryHandler(dependencies),
    'list-sessions': createListSessionsHandler(dependencies),
    command: createCommandHandler(dependencies),
    signal: signalHandler,
  };
  return new Map(Object.entries(handlers));
}
