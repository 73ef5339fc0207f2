import { io, type Socket } from 'socket.io-client';
import { createId } from '#lib/base/ids.ts';
import type { Command } from '#lib/protocol/command.ts';
import type { Ack, CommandReply, EventsFrame, JoinReply } from '#lib/protocol/socket.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/version.ts';
import { preciseNow, readStamps } from './clock.ts';

/** A socket to any of the targets that takes the time of every token. */
export class Viewer {
  readonly socket: Socket;
  readonly latencies: number[] = [];
  measuring = false;
  tokens = 0;
  lastTokenAt = 0;
  onToken: (() => void) | undefined;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: headers,
      auth: { protocol: PROTOCOL_VERSION, deviceId: createId() },
    });
    this.socket.on('events', (frame: EventsFrame) => this.#receive(frame));
  }

  async connected(): Promise<this> {
    if (!this.socket.connected) await new Promise<void>((resolve) => this.socket.once('connect', resolve));
    return this;
  }

  async watch(run: number): Promise<void> {
    await this.connected();
    await new Promise<void>((resolve) => this.socket.emit('watch', run, resolve));
  }

  join(sessionId: string, cursor?: number, epoch?: string): Promise<Ack<JoinReply>> {
    return this.socket.emitWithAck('join', {
      sessionId,
      ...(cursor === undefined ? {} : { cursor }),
      ...(epoch === undefined ? {} : { epoch }),
    });
  }

  command(command: Omit<Command, 'commandId'> & Record<string, unknown>): Promise<Ack<CommandReply>> {
    return this.socket.emitWithAck('command', { commandId: createId(), ...command });
  }

  /** Asks in a new session; answers with its id and the run's. */
  async ask(text: string): Promise<{ sessionId: string; runId: string }> {
    const sessionId = createId();
    const parts = [{ type: 'text', text }];
    const ack = await this.command({ type: 'send-message', sessionId, messageId: createId(), parts, create: true });
    if (!ack.ok) throw new Error(`cannot ask: ${ack.error.message}`);
    // Cast: the result of a message that was placed in a run.
    return { sessionId, runId: (ack.result as { runId: string }).runId };
  }

  close(): void {
    this.socket.disconnect();
  }

  #receive(frame: EventsFrame): void {
    const now = preciseNow();
    for (const event of frame.events) {
      if (event.type !== 'run-chunk') continue;
      for (const chunk of event.chunks) {
        if (chunk.type !== 'text-delta') continue;
        this.lastTokenAt = now;
        if (this.measuring) this.tokens += readStamps(chunk.delta, now, this.latencies);
        this.onToken?.();
      }
    }
  }
}
