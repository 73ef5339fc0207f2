import type { EventsFrame, SessionGone } from '#lib/protocol/socket.ts';
import type { Subscriber } from '#lib/session/hub-topic.ts';
import type { Connection } from './connection.ts';
import { sessionRoom } from './rooms.ts';

/** A connection as the hub sees it, for one of the sessions that it reads. */
export class SocketSubscriber implements Subscriber {
  readonly #connection: Connection;
  readonly #sessionId: string;
  readonly #onGone: () => void;

  constructor(dependencies: { connection: Connection; sessionId: string; onGone: () => void }) {
    this.#connection = dependencies.connection;
    this.#sessionId = dependencies.sessionId;
    this.#onGone = dependencies.onGone;
  }

  backlogBytes(): number {
    return this.#connection.backlog.bytes;
  }

  onceDrained(run: () => void): void {
    this.#connection.backlog.onceDrained(run);
  }

  send(frame: EventsFrame): void {
    this.#connection.socket.emit('events', frame);
  }

  /** Joining and leaving a room of the in-memory adapter takes effect before this returns. */
  setLive(live: boolean): void {
    const room = sessionRoom(this.#sessionId);
    void (live ? this.#connection.socket.join(room) : this.#connection.socket.leave(room));
  }

  gone(gone: SessionGone): void {
    this.#onGone();
    this.#connection.socket.emit('session-gone', gone);
  }
}
