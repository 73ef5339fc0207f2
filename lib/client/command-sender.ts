import type { Clock } from '#lib/base/clock.ts';
import type { Unsubscribe } from '#lib/base/emitter.ts';
import type { Command } from '#lib/protocol/command.ts';
import type { Ack, CommandReply } from '#lib/protocol/socket.ts';
import { backoffMs } from './backoff.ts';
import { lostTwice } from './lost-twice.ts';
import type { SocketPort } from './socket-port.ts';

const MAX_LOSSES = 2;
const MAX_REFUSALS = 5;

interface Sending {
  command: Command;
  answer(ack: Ack<CommandReply>): void;
  losses: number;
  refusals: number;
}

/**
 * Sends what must not wait behind the outbox, and is worth nothing after a reload: a stop. It waits for a connection and
 * survives its loss, under one command id.
 */
export class CommandSender {
  readonly #parts: { port: SocketPort; clock: Clock; random: () => number };
  #waiting: Sending[] = [];

  constructor(parts: { port: SocketPort; clock: Clock; random: () => number }) {
    this.#parts = parts;
  }

  start(): Unsubscribe {
    return this.#parts.port.on('connect', () => {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const sending of waiting) this.#send(sending);
    });
  }

  send(command: Command): Promise<Ack<CommandReply>> {
    return new Promise((answer) => this.#send({ command, answer, losses: 0, refusals: 0 }));
  }

  #send(sending: Sending): void {
    const { port, clock, random } = this.#parts;
    const { command, answer } = sending;
    if (!port.connected) {
      this.#waiting.push(sending);
      return;
    }
    port.request('command', command, (outcome) => {
      if (outcome === 'lost') {
        sending.losses += 1;
        if (sending.losses < MAX_LOSSES) return this.#send(sending);
        return answer({ ok: false, commandId: command.commandId, error: lostTwice });
      }
      if (outcome.ok || !outcome.error.retryable || sending.refusals >= MAX_REFUSALS) return answer(outcome);
      sending.refusals += 1;
      const delayMs = outcome.error.retryAfterMs ?? backoffMs(sending.refusals, random);
      clock.after(delayMs, () => this.#send(sending));
    });
  }
}
