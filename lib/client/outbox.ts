import type { Clock } from '#lib/base/clock.ts';
import { Emitter, type Unsubscribe } from '#lib/base/emitter.ts';
import type { Command } from '#lib/protocol/command.ts';
import type { AckError } from '#lib/protocol/error.ts';
import type { Ack, CommandReply } from '#lib/protocol/socket.ts';
import { laneNameOf, staysWhenFailed, type OutboxEntry } from './outbox-entry.ts';
import { OutboxLane } from './outbox-lane.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import type { SocketPort } from './socket-port.ts';
import type { TabChannel } from './tab-channel.ts';
import type { TabLock } from './tab-lock.ts';

export interface OutboxParts {
  storage: OutboxStorage;
  lock: TabLock;
  channel: TabChannel;
  port: SocketPort;
  clock: Clock;
  random: () => number;
  /** Of the login that the page was made for; null until the server has said who this is. */
  userId: string | null;
}

export interface Settled {
  entry: OutboxEntry;
  ack: Ack<CommandReply>;
}

export interface Added {
  /** It survives a reload from now on. */
  stored: Promise<void>;
  /** The final answer, if this page lives to see it. */
  ack: Promise<Ack<CommandReply>>;
}

/**
 * One user's commands on their way to the server. They are stored before they are sent, sent in order per session, and
 * forgotten after their ack; all tabs of a browser see the same ones and one of them sends. [U2]
 */
export class Outbox {
  readonly onChange = new Emitter<void>();
  /** A command got its final answer, in whatever tab it was sent. */
  readonly onSettled = new Emitter<Settled>();
  readonly #parts: OutboxParts;
  readonly #lanes = new Map<string, OutboxLane>();
  readonly #callers = new Map<string, (ack: Ack<CommandReply>) => void>();
  readonly #delays = new Map<string, AckError>();
  /** Commands that are done with: a storage read that began before does not bring them back. */
  readonly #done = new Set<string>();
  #userId: string | null;
  #stored: readonly OutboxEntry[] = [];
  /** Not seen in the storage yet. */
  #adding: readonly OutboxEntry[] = [];
  readonly #written = new Set<OutboxEntry>();
  #reads = 0;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#userId = parts.userId;
  }

  /** Oldest first, failed ones included. */
  get entries(): readonly OutboxEntry[] {
    const stored = new Set(this.#stored.map((entry) => entry.command.commandId));
    return [...this.#stored, ...this.#adding.filter((entry) => !stored.has(entry.command.commandId))].filter(
      (entry) => !this.#done.has(entry.command.commandId),
    );
  }

  /** Why the server asked to send it later, if it did. */
  findDelay(commandId: string): AckError | undefined {
    return this.#delays.get(commandId);
  }

  start(): Unsubscribe {
    const { port, channel } = this.#parts;
    const stops = [
      port.on('connect', ({ userId }) => this.#setUser(userId)),
      channel.on((news) => {
        if (news.kind === 'settled') this.#settle(news);
        void this.#read();
      }),
    ];
    void this.#read();
    return () => {
      for (const stop of stops) stop();
      for (const lane of this.#lanes.values()) lane.stop();
    };
  }

  add(command: Command): Added {
    const entry = { command, userId: this.#userId ?? '', at: this.#parts.clock.now(), losses: 0 };
    this.#adding = [...this.#adding, entry];
    const ack = new Promise<Ack<CommandReply>>((resolve) => this.#callers.set(command.commandId, resolve));
    this.onChange.emit();
    // Without a user it is stored when the server has said who this is.
    return { stored: this.#userId === null ? Promise.resolve() : this.#write(entry), ack };
  }

  /** Sends a failed command again, under the same id. */
  async retry(commandId: string): Promise<void> {
    const found = this.entries.find((entry) => entry.command.commandId === commandId);
    if (!found) return;
    const { failed: _, ...entry } = found;
    await this.#replace({ ...entry, losses: 0 });
    this.#laneOf(laneNameOf(entry)).wake();
  }

  discard(commandId: string): void {
    this.#done.add(commandId);
    this.#callers.delete(commandId);
    this.onChange.emit();
    void this.#parts.storage.remove(commandId).then(() => this.#parts.channel.post({ kind: 'changed' }));
  }

  /** What one user has not sent becomes another's, who was a guest until now. [P3] */
  async move(fromUserId: string, toUserId: string): Promise<void> {
    await this.#parts.storage.move(fromUserId, toUserId);
    this.#parts.channel.post({ kind: 'changed' });
    await this.#read();
  }

  #setUser(userId: string): void {
    const unowned = this.#userId === null ? this.#adding : [];
    if (userId !== this.#userId) {
      this.#userId = userId;
      this.#stored = [];
      this.#adding = unowned.map((entry) => ({ ...entry, userId }));
      for (const entry of this.#adding) void this.#write(entry);
      this.onChange.emit();
    }
    void this.#read();
  }

  async #write(entry: OutboxEntry): Promise<void> {
    await this.#parts.storage.add(entry);
    this.#written.add(entry);
    this.#parts.channel.post({ kind: 'changed' });
    await this.#read();
  }

  async #replace(entry: OutboxEntry): Promise<void> {
    await this.#parts.storage.replace(entry);
    this.#parts.channel.post({ kind: 'changed' });
    await this.#read();
  }

  /** Takes over what the storage holds and sends what is new there. */
  async #read(): Promise<void> {
    const userId = this.#userId;
    if (userId === null) return;
    const read = ++this.#reads;
    const written = new Set(this.#written);
    const stored = await this.#parts.storage.load(userId);
    // A read that began later knows more.
    if (read !== this.#reads || userId !== this.#userId) return;
    this.#stored = stored;
    this.#adding = this.#adding.filter((entry) => !written.has(entry));
    for (const entry of written) this.#written.delete(entry);
    this.onChange.emit();
    for (const name of new Set(stored.map(laneNameOf))) this.#laneOf(name).wake();
  }

  #laneOf(name: string): OutboxLane {
    const known = this.#lanes.get(name);
    if (known) return known;
    const lane = new OutboxLane({
      ...this.#parts,
      lockName: `holdfast-outbox:${name}`,
      findNext: () => this.#findNext(name),
      isSendable: (entry) => entry.userId === this.#userId && !this.#done.has(entry.command.commandId),
      onLoss: (entry) => this.#replace(entry),
      onDelay: (entry, error) => {
        this.#delays.set(entry.command.commandId, error);
        this.onChange.emit();
      },
      onAnswer: (entry, ack) => this.#answered(entry, ack),
    });
    this.#lanes.set(name, lane);
    return lane;
  }

  async #findNext(lane: string): Promise<OutboxEntry | undefined> {
    if (this.#userId === null) return undefined;
    const stored = await this.#parts.storage.load(this.#userId);
    return stored.find(
      (entry) => laneNameOf(entry) === lane && !entry.failed && !this.#done.has(entry.command.commandId),
    );
  }

  async #answered(entry: OutboxEntry, ack: Ack<CommandReply>): Promise<void> {
    const { storage, channel } = this.#parts;
    this.#settle({ entry, ack });
    if (!ack.ok && staysWhenFailed(entry.command)) return this.#replace({ ...entry, failed: ack.error });
    await storage.remove(entry.command.commandId);
    channel.post({ kind: 'settled', entry, ack });
  }

  #settle({ entry, ack }: Settled): void {
    const { commandId } = entry.command;
    this.#delays.delete(commandId);
    this.#callers.get(commandId)?.(ack);
    this.#callers.delete(commandId);
    if (ack.ok || !staysWhenFailed(entry.command)) this.#done.add(commandId);
    this.onSettled.emit({ entry, ack });
    this.onChange.emit();
  }
}
