import type { TypedSocket } from './typed-socket.ts';

/** The parts of an Engine.IO connection that say how much waits in it. */
interface EngineConnection {
  writeBuffer: readonly { data?: string | Buffer; options?: { wsPreEncodedFrame?: readonly Buffer[] } }[];
  transport: {
    /** Absent with long-polling, where all that waits is in `writeBuffer`. */
    socket?: { bufferedAmount?: number };
    on(event: 'ready', listener: () => void): void;
  };
  on(event: 'upgrade', listener: () => void): void;
}

/**
 * Bytes that wait to be written to one socket: those that Engine.IO holds back while the kernel takes no more, and those
 * that the WebSocket has already framed. Text counts by its length.
 */
export class SocketBacklog {
  readonly #connection: EngineConnection;
  readonly #fewBytes: number;
  #waiting: (() => void)[] = [];

  /** `fewBytes`: with no more than these it counts as drained. */
  constructor(socket: Pick<TypedSocket, 'conn'>, fewBytes: number) {
    // Cast: Engine.IO declares these fields private; nothing public tells what waits. The tests fill a real socket.
    this.#connection = socket.conn as unknown as EngineConnection;
    this.#fewBytes = fewBytes;
    this.#listen();
    this.#connection.on('upgrade', () => {
      this.#listen();
      this.#settle();
    });
  }

  get bytes(): number {
    const { writeBuffer, transport } = this.#connection;
    return writeBuffer.reduce((sum, packet) => sum + toBytes(packet), transport.socket?.bufferedAmount ?? 0);
  }

  /** Calls `run` once, never within this call, as soon as few bytes wait. Not at all when the socket closes first. */
  onceDrained(run: () => void): void {
    this.#waiting.push(run);
    process.nextTick(() => this.#settle());
  }

  #listen(): void {
    // Engine.IO's own listener came first: it has handed over what it held back.
    this.#connection.transport.on('ready', () => this.#settle());
  }

  #settle(): void {
    if (this.#waiting.length === 0 || this.bytes > this.#fewBytes) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const run of waiting) run();
  }
}

function toBytes({ data, options }: EngineConnection['writeBuffer'][number]): number {
  const frame = options?.wsPreEncodedFrame;
  return frame ? frame.reduce((sum, chunk) => sum + chunk.length, 0) : (data?.length ?? 0);
}
