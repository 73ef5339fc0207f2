import type { Command } from '#lib/protocol/command.ts';
import type { AckError, ErrorCode } from '#lib/protocol/error.ts';
import type { Event, EventBody } from '#lib/protocol/event.ts';
import type { SessionRow } from '#lib/protocol/snapshot.ts';
import type {
  Ack,
  CommandReply,
  JoinReply,
  JoinRequest,
  ReadReply,
  ReadRequest,
} from '#lib/protocol/socket.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/version.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState, toSnapshot, type SessionState } from '#lib/state/session-state.ts';
import type { FakeNetwork, ServerPeer } from './fake-network.ts';

export interface ScriptedSession {
  epoch: string;
  events: Event[];
  /** Cursors below it are answered with a snapshot, reads with `gone`. */
  compactedSeq: number;
}

/** Live, or live once the client has read up to `liveAfter`. */
interface Joined {
  liveAfter: number;
  isLive: boolean;
}

export interface Received {
  name: string;
  request: unknown;
}

/** `silent`: no ack ever. Undefined: the server answers as usual. */
export type Interception = Ack<object> | 'silent' | undefined;

const at = '2026-01-01T00:00:00.000Z';

/** A server of a few lines over sessions in memory, for tests of the client. */
export class ScriptedServer {
  userId = 'user-1';
  readonly sessions = new Map<string, ScriptedSession>();
  readonly received: Received[] = [];
  /** Events per page of a catch-up or a read. */
  pageSize = 500;
  intercept: (name: string, request: unknown, peer: ServerPeer) => Interception = () => undefined;
  readonly #peers = new Map<ServerPeer, Map<string, Joined>>();
  readonly #acks = new Map<string, Ack<CommandReply>>();

  constructor(network: FakeNetwork) {
    network.onConnection = (peer) => this.#accept(peer);
  }

  /** Commands in the order in which they arrived, repetitions included. */
  get commands(): Command[] {
    // Cast: the client's only request of this name carries a command.
    return this.received.filter(({ name }) => name === 'command').map(({ request }) => request as Command);
  }

  createSession(sessionId: string, bodies: readonly EventBody[] = []): ScriptedSession {
    const session: ScriptedSession = { epoch: 'epoch-1', events: [], compactedSeq: 0 };
    this.sessions.set(sessionId, session);
    this.append(sessionId, { type: 'session-create' }, ...bodies);
    return session;
  }

  /** Appends one batch and sends it to whoever is live. */
  append(sessionId: string, ...bodies: EventBody[]): void {
    const session = this.#require(sessionId);
    const first = session.events.length + 1;
    const actor = { kind: 'user' as const, id: this.userId };
    this.commit(
      sessionId,
      bodies.map((body, index) => ({ seq: first + index, at, actor, ...body })),
    );
  }

  commit(sessionId: string, events: readonly Event[]): void {
    const session = this.#require(sessionId);
    session.events.push(...events);
    for (const [peer, joined] of this.#peers) {
      if (joined.get(sessionId)?.isLive) peer.emit('events', { sessionId, epoch: session.epoch, events });
    }
  }

  /** What everyone should see. */
  fold(sessionId: string): SessionState {
    return reduce(createSessionState(sessionId), this.#require(sessionId).events);
  }

  emitToAll(...frame: Parameters<ServerPeer['emit']>): void {
    for (const peer of this.#peers.keys()) peer.emit(...frame);
  }

  #accept(peer: ServerPeer): void {
    const joined = new Map<string, Joined>();
    this.#peers.set(peer, joined);
    peer.onClose(() => this.#peers.delete(peer));
    peer.onRequest((name, request, reply) => {
      this.received.push({ name, request });
      const interception = this.intercept(name, request, peer);
      if (interception === 'silent') return;
      reply(interception ?? this.#answer(name, request, joined, peer));
    });
    peer.emit('hello', { protocol: PROTOCOL_VERSION, node: 'node-1', build: 'build-1', userId: this.userId });
  }

  #answer(name: string, request: unknown, joined: Map<string, Joined>, peer: ServerPeer): Ack<object> {
    // Casts: the payloads that the protocol gives these names.
    if (name === 'join') return this.#join(request as JoinRequest, joined);
    if (name === 'read') return this.#read(request as ReadRequest, joined, peer);
    if (name === 'command') return this.#command(request as Command);
    if (name === 'list-sessions') return { ok: true, sessions: this.#rows(), next: null } as Ack<object>;
    if (name === 'leave') joined.delete((request as JoinRequest).sessionId);
    return { ok: true };
  }

  #join({ sessionId, cursor, epoch }: JoinRequest, joined: Map<string, Joined>): Ack<JoinReply> {
    const session = this.sessions.get(sessionId);
    if (!session) return refuse('not-found');
    const lastSeq = session.events.length;
    const head = {
      ok: true,
      epoch: session.epoch,
      lastSeq,
      role: 'owner',
      presence: { devices: 1 },
    } as const;
    const isUsable =
      cursor !== undefined && epoch === session.epoch && cursor <= lastSeq && cursor >= session.compactedSeq;
    if (!isUsable) {
      joined.set(sessionId, { isLive: true, liveAfter: 0 });
      return { ...head, catchUp: { kind: 'snapshot', snapshot: toSnapshot(this.fold(sessionId)) } };
    }
    const events = session.events.slice(cursor, cursor + this.pageSize);
    const more = cursor + events.length < lastSeq;
    joined.set(sessionId, { isLive: !more, liveAfter: lastSeq });
    return { ...head, catchUp: { kind: 'events', events, ...(more && { more }) } };
  }

  #read(
    { sessionId, after, limit }: ReadRequest,
    joined: Map<string, Joined>,
    peer: ServerPeer,
  ): Ack<ReadReply> {
    const session = this.sessions.get(sessionId);
    if (!session) return refuse('not-found');
    if (limit > 0 && after < session.compactedSeq) return refuse('gone');
    const events = session.events.slice(after, after + Math.min(limit, this.pageSize));
    const lastSeq = session.events.length;
    const place = joined.get(sessionId);
    const end = after + events.length;
    if (place && !place.isLive && end >= place.liveAfter) {
      place.isLive = true;
      const missed = session.events.slice(end);
      if (missed.length > 0) peer.emit('events', { sessionId, epoch: session.epoch, events: missed });
    }
    return { ok: true, epoch: session.epoch, lastSeq, events };
  }

  /** One effect per command id. */
  #command(command: Command): Ack<CommandReply> {
    const known = this.#acks.get(command.commandId);
    if (known) return known;
    const { commandId, sessionId } = command;
    if (command.type === 'send-message') {
      if (!this.sessions.has(sessionId)) {
        if (!command.create) return refuse('not-found', commandId);
        this.createSession(sessionId);
      }
      const { messageId: id, parts } = command;
      const parentId = this.fold(sessionId).tipId;
      this.append(sessionId, { type: 'message-add', message: { id, parentId, role: 'user', parts } });
    }
    const ack = { ok: true, commandId, seq: this.sessions.get(sessionId)?.events.length ?? 0 } as const;
    this.#acks.set(commandId, ack);
    return ack;
  }

  #rows(): SessionRow[] {
    return [...this.sessions].map(([sessionId, session]) => ({
      sessionId,
      title: null,
      lastSeq: session.events.length,
      readSeq: 0,
      live: false,
      needsApproval: false,
      archived: false,
      updatedAt: at,
    }));
  }

  #require(sessionId: string): ScriptedSession {
    const session = this.sessions.get(sessionId);
    if (!session) throw new Error(`cannot find the scripted session ${sessionId}`);
    return session;
  }
}

export function refuse(code: ErrorCode, commandId?: string, more: Partial<AckError> = {}): Ack<never> {
  const error: AckError = { code, message: `cannot do it: ${code}`, retryable: false, ...more };
  return { ok: false, ...(commandId && { commandId }), error };
}
