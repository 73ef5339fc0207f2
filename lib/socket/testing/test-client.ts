import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { z } from 'zod';
import type { EventsFrame, Hello, Notice, SessionGone } from '#lib/protocol/socket.ts';
import type { SessionRow } from '#lib/protocol/snapshot.ts';

/** A client that writes down what it hears. */
export class TestClient {
  readonly socket: Socket;
  readonly hellos: Hello[] = [];
  readonly frames: EventsFrame[] = [];
  readonly rows: SessionRow[] = [];
  readonly gone: SessionGone[] = [];
  readonly notices: Notice[] = [];
  readonly signals: unknown[] = [];
  readonly closes: string[] = [];

  constructor(url: string, options: Partial<ManagerOptions & SocketOptions>) {
    this.socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, ...options });
    this.socket.on('hello', (hello: Hello) => this.hellos.push(hello));
    this.socket.on('events', (frame: EventsFrame) => this.frames.push(frame));
    this.socket.on('session-changed', (row: SessionRow) => this.rows.push(row));
    this.socket.on('session-gone', (gone: SessionGone) => this.gone.push(gone));
    this.socket.on('notice', (notice: Notice) => this.notices.push(notice));
    this.socket.on('signal', (signal: unknown) => this.signals.push(signal));
    this.socket.on('disconnect', (reason) => this.closes.push(reason));
  }

  /** Resolves when it is let in; else rejects with the code of the refusal, or its text when it has none. */
  async opened(): Promise<this> {
    if (this.socket.connected) return this;
    const refusal = await new Promise<Error | undefined>((resolve) => {
      this.socket.once('connect', () => resolve(undefined));
      this.socket.once('connect_error', resolve);
    });
    if (refusal) throw refusal;
    return this;
  }

  /** The ack, as it comes. */
  ask(event: string, ...parameters: unknown[]): Promise<unknown> {
    return this.socket.timeout(3000).emitWithAck(event, ...parameters);
  }

  /** Everything that was sent before this has been heard when it resolves. */
  async settle(): Promise<void> {
    await this.ask('leave', { sessionId: '00000000-0000-7000-8000-000000000000' });
  }

  get seqs(): number[] {
    return this.frames.flatMap((frame) => frame.events.map((event) => event.seq));
  }

  close(): void {
    this.socket.close();
  }
}

const refusalSchema = z.object({ data: z.object({ code: z.string() }) });

/** Why a client was not let in: the protocol's code. */
export async function refusalOf(client: TestClient): Promise<string> {
  try {
    await client.opened();
    return 'let in';
  } catch (error) {
    const refusal = refusalSchema.safeParse(error);
    return refusal.success ? refusal.data.data.code : String(error);
  } finally {
    client.close();
  }
}
