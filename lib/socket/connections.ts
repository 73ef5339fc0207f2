import type { Connection } from './connection.ts';

/** The open connections of this node, by user. */
export class Connections {
  readonly #byUser = new Map<string, Set<Connection>>();
  readonly #maxPerUser: number;

  constructor(maxPerUser: number) {
    this.#maxPerUser = maxPerUser;
  }

  /** A user who has too many loses the one that was silent longest: a forgotten tab rather than the newest device. */
  add(connection: Connection): void {
    const { userId } = connection.login;
    const own = this.#byUser.get(userId) ?? new Set();
    this.#byUser.set(userId, own);
    if (own.size >= this.#maxPerUser) {
      const [idle] = [...own].toSorted((a, b) => a.activeAtMs - b.activeAtMs);
      if (idle) {
        this.remove(idle);
        idle.close('limit');
      }
    }
    own.add(connection);
    this.#byUser.set(userId, own);
  }

  remove(connection: Connection): void {
    const own = this.#byUser.get(connection.login.userId);
    if (!own?.delete(connection) || own.size > 0) return;
    this.#byUser.delete(connection.login.userId);
  }

  has(userId: string): boolean {
    return this.#byUser.has(userId);
  }

  ofUser(userId: string): readonly Connection[] {
    return [...(this.#byUser.get(userId) ?? [])];
  }

  all(): readonly Connection[] {
    return [...this.#byUser.values()].flatMap((own) => [...own]);
  }

  get isEmpty(): boolean {
    return this.#byUser.size === 0;
  }
}
