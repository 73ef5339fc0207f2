import type { Clock } from '#lib/base/clock.ts';
import type { AckError } from '#lib/protocol/error.ts';
import type { Ack, CommandReply } from '#lib/protocol/socket.ts';
import { backoffMs } from './backoff.ts';
import { lostTwice } from './lost-twice.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { SocketPort } from './socket-port.ts';
import type { TabLock } from './tab-lock.ts';

const ACK_TIMEOUT_MS = 10_000;
const MAX_LOSSES = 2;
/** With the delays between them this is about half a minute. */
const MAX_REFUSALS = 8;
/** Nobody waits longer beside a message; what comes after it could not be sent meanwhile. A day's budget takes hours. */
const MAX_DELAY_MS = 60_000;

export interface OutboxLaneParts {
  /** The same in every tab: one tab at a time sends. */
  lockName: string;
  lock: TabLock;
  port: SocketPort;
  clock: Clock;
  random: () => number;
  /** The oldest entry that may be sent now, from the storage: another tab may have sent what this one remembers. */
  findNext(): Promise<OutboxEntry | undefined>;
  /** False once the login is another one than the entry's. */
  isSendable(entry: OutboxEntry): boolean;
  onLoss(entry: OutboxEntry): Promise<void>;
  /** The server asked to wait. */
  onDelay(entry: OutboxEntry, error: AckError): void;
  onAnswer(entry: OutboxEntry, ack: Ack<CommandReply>): Promise<void>;
}

/** Sends the commands of one session in order, each after the answer to the one before. [U2] */
export class OutboxLane {
  readonly #parts: OutboxLaneParts;
  #isDraining = false;
  #wasWoken = false;
  #refusals = 0;
  #notBeforeMs = 0;
  #stopTimer = () => {};

  constructor(parts: OutboxLaneParts) {
    this.#parts = parts;
  }

  /** Sends what can be sent now. Call it when there is something new, and on every connect. */
  wake(): void {
    const { port, lock, lockName } = this.#parts;
    this.#wasWoken = this.#isDraining;
    if (this.#isDraining || !port.connected) return;
    this.#isDraining = true;
    lock
      .run(lockName, () => this.#drain())
      .catch((error: unknown) =>
        console.error('cannot drain the outbox: it is tried again on the next wake', error),
      )
      .finally(() => {
        this.#isDraining = false;
        if (this.#wasWoken) this.wake();
      });
  }

  stop(): void {
    this.#stopTimer();
  }

  async #drain(): Promise<void> {
    for (;;) {
      const { port, clock, findNext, isSendable } = this.#parts;
      if (!port.connected || clock.now() < this.#notBeforeMs) return;
      const entry = await findNext();
      if (!entry || !port.connected || !isSendable(entry)) return;
      const goesOn = await this.#send(entry);
      if (!goesOn) return;
    }
  }

  /** False when the lane has to wait: for a while, or for another login. */
  async #send(entry: OutboxEntry): Promise<boolean> {
    const { port, onLoss, onAnswer } = this.#parts;
    const { commandId } = entry.command;
    const outcome = await new Promise<Ack<CommandReply> | 'lost'>((resolve) =>
      port.request('command', entry.command, resolve, ACK_TIMEOUT_MS),
    );
    if (outcome === 'lost') {
      const losses = entry.losses + 1;
      if (losses < MAX_LOSSES) await onLoss({ ...entry, losses });
      else await onAnswer({ ...entry, losses }, { ok: false, commandId, error: lostTwice });
      return true;
    }
    if (!outcome.ok && this.#delay(entry, outcome.error)) return false;
    this.#refusals = 0;
    await onAnswer(entry, outcome);
    return true;
  }

  /** Whether it is worth sending the same again later. */
  #delay(entry: OutboxEntry, error: AckError): boolean {
    const { clock, random, onDelay } = this.#parts;
    // The next connect finds out about the login and the version.
    if (error.code === 'unauthorized' || error.code === 'upgrade-required') return true;
    if (!error.retryable || this.#refusals >= MAX_REFUSALS) return false;
    const delayMs = error.retryAfterMs ?? backoffMs(this.#refusals + 1, random);
    if (delayMs > MAX_DELAY_MS) return false;
    this.#refusals += 1;
    this.#notBeforeMs = clock.now() + delayMs;
    this.#stopTimer();
    this.#stopTimer = clock.after(delayMs, () => this.wake());
    onDelay(entry, error);
    return true;
  }
}
