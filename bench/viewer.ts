import { createId } from '#lib/base/ids.ts';
import type { Command } from '#lib/protocol/command.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { Ack, CommandReply, EventsFrame, Hello, JoinReply } from '#lib/protocol/socket.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/version.ts';
import { preciseNow } from './clock.ts';
import { RawSocket } from './raw-socket.ts';
import { StampReader } from './stamps.ts';

/** Where to connect, and as whom. */
export interface Door {
  readonly url: string;
  readonly headers?: Record<string, string>;
}

/** A reader of one answer, on any of the targets, that takes the time of every token. */
export class Viewer {
  stamps = new StampReader();
  lastTokenAt = 0;
  /** Events that it had already and was sent once more. */
  sentAgain = 0;
  onEvent: ((event: Event) => void) | undefined;
  readonly #door: Door;
  #socket: RawSocket;
  #sessionId: string | undefined;
  readonly #hello = Promise.withResolvers<Hello>();
  #cursor = 0;
  #epoch = '';

  private constructor(door: Door) {
    this.#door = door;
    this.#socket = this.#connect();
  }

  static async open(door: Door): Promise<Viewer> {
    const viewer = new Viewer(door);
    await viewer.#socket.connected();
    return viewer;
  }

  static openMany(count: number, door: Door): Promise<Viewer[]> {
    return Promise.all(Array.from({ length: count }, () => Viewer.open(door)));
  }

  /** Resolves when the app has said who this is; never on the other targets. */
  get hello(): Promise<Hello> {
    return this.#hello.promise;
  }

  /** A run of the engine alone, or of the floor. */
  async watch(run: number): Promise<void> {
    await this.#socket.request('watch', run);
  }

  /** Forgets what it read and reads this session, as a fresh tab does. */
  async join(sessionId: string): Promise<JoinReply> {
    if (this.#sessionId !== undefined && this.#sessionId !== sessionId)
      await this.#socket.request('leave', { sessionId: this.#sessionId });
    this.#sessionId = sessionId;
    this.stamps = new StampReader();
    return this.#join({ sessionId });
  }

  drop(): void {
    this.#socket.drop();
  }

  /** A new connection that goes on from what was read. Answers with when it was let in and when it had caught up. */
  async comeBack(): Promise<{ letInAt: number; caughtUpAt: number }> {
    this.#socket = this.#connect();
    await this.#socket.connected();
    const letInAt = preciseNow();
    await this.#join({ sessionId: this.#sessionId, cursor: this.#cursor, epoch: this.#epoch });
    return { letInAt, caughtUpAt: preciseNow() };
  }

  async command(command: Omit<Command, 'commandId'> & Record<string, unknown>): Promise<CommandReply> {
    // Cast: the answer to every command.
    const ack = (await this.#socket.request('command', {
      commandId: createId(),
      ...command,
    })) as Ack<CommandReply>;
    if (!ack.ok) throw new Error(`cannot ${command.type}: ${ack.error.message}`);
    return ack;
  }

  /** Asks in a session, by default in a new one; answers with its id and the run's. */
  async ask(text: string, sessionId = createId()): Promise<{ sessionId: string; runId: string }> {
    const parts = [{ type: 'text', text }];
    const message = { sessionId, messageId: createId(), parts, create: true };
    const { result } = await this.command({ type: 'send-message', ...message });
    // Cast: the result of a message that was placed in a run.
    return { sessionId, runId: (result as { runId: string }).runId };
  }

  #connect(): RawSocket {
    const { url, headers = {} } = this.#door;
    const socket = new RawSocket(url, headers, { protocol: PROTOCOL_VERSION, deviceId: createId() });
    socket.onEvent = (name, payload) => {
      // Cast: the server's events, by their names.
      if (name === 'events') this.#receive((payload as EventsFrame).events, preciseNow());
      else if (name === 'hello') this.#hello.resolve(payload as Hello);
    };
    return socket;
  }

  async #join(request: object): Promise<JoinReply> {
    // Cast: the answer to every join.
    const ack = (await this.#socket.request('join', request, (reply) =>
      this.#catchUp(reply as Ack<JoinReply>),
    )) as Ack<JoinReply>;
    if (!ack.ok) throw new Error(`cannot join: ${ack.error.message}`);
    return ack;
  }

  #catchUp(ack: Ack<JoinReply>): void {
    if (!ack.ok) return;
    const { catchUp } = ack;
    this.#epoch = ack.epoch;
    if (catchUp.kind === 'events') this.#receive(catchUp.events, preciseNow());
    else this.#cursor = catchUp.snapshot.seq;
  }

  #receive(events: readonly Event[], now: number): void {
    for (const event of events) {
      if (event.seq <= this.#cursor) {
        this.sentAgain += 1;
        continue;
      }
      this.#cursor = event.seq ?? this.#cursor;
      if (event.type === 'run-chunk') this.#readChunks(event, now);
      this.onEvent?.(event);
    }
  }

  #readChunks({ chunks }: Extract<Event, { type: 'run-chunk' }>, now: number): void {
    for (const chunk of chunks) {
      if (chunk.type !== 'text-delta') continue;
      this.lastTokenAt = now;
      this.stamps.read(chunk.delta, now);
    }
  }
}
