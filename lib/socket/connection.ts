import type { Clock } from '#lib/base/clock.ts';
import type { Login } from '#lib/auth/logins.ts';
import type { Limits } from '#lib/config/env.ts';
import type { ErrorCode } from '#lib/protocol/error.ts';
import { JoinedSessions } from './joined-sessions.ts';
import { SocketBacklog } from './socket-backlog.ts';
import { TokenBucket } from './token-bucket.ts';
import type { TypedSocket } from './typed-socket.ts';

/** Refused requests that a confused client may send before it is a flood. */
const REFUSALS = { burst: 1000, perSecond: 50 };

export type Bucket = 'command' | 'read' | 'signal';

/** One socket of a signed-in user, from handshake to close. */
export class Connection {
  readonly socket: TypedSocket;
  readonly login: Login;
  readonly deviceId: string;
  readonly joined: JoinedSessions;
  readonly backlog: SocketBacklog;
  readonly buckets: Record<Bucket | 'refusal', TokenBucket>;
  /** When the client last asked for something: the one that is silent longest goes first when a user has too many. */
  activeAtMs: number;
  unknownEvents = 0;

  constructor({ socket, limits, clock }: { socket: TypedSocket; limits: Limits; clock: Clock }) {
    this.socket = socket;
    this.login = socket.data.login;
    this.deviceId = socket.data.deviceId;
    this.joined = new JoinedSessions(limits.sessionsPerSocket);
    this.backlog = new SocketBacklog(socket, limits.liveBufferBytes / 4);
    this.buckets = {
      command: new TokenBucket({ burst: limits.commandBurst, perSecond: limits.commandsPerSecond, clock }),
      read: new TokenBucket({ burst: limits.readBurst, perSecond: limits.readsPerSecond, clock }),
      signal: new TokenBucket({ burst: limits.signalBurst, perSecond: limits.signalsPerSecond, clock }),
      refusal: new TokenBucket({ ...REFUSALS, clock }),
    };
    this.activeAtMs = clock.now();
  }

  /** Says why, then closes. Nothing that comes from the client after this is looked at. */
  close(code: ErrorCode): void {
    if (!this.socket.connected) return;
    this.socket.emit('notice', { kind: 'closing', code });
    this.socket.disconnect(true);
  }
}
