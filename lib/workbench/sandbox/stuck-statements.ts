import type { ServerAdmin } from './server-admin.ts';
import { SqlFailure } from './sql-failure.ts';

/** Each takes a processor and a connection of the server until it ends by itself. */
const MAX_STUCK = 4;

interface Stuck {
  readonly processId: number;
  readonly database: string;
}

/**
 * Statements that Postgres could not end: some of its functions look for no interrupt, and may take days. A sandbox
 * with one gets no other statement until that has ended, and with some of them no sandbox of this node does: they would
 * take all processors and connections of a server that the app may need, too. [X56]
 */
export class StuckStatements {
  readonly #admin: Pick<ServerAdmin, 'query'>;
  #known: readonly Stuck[] = [];

  constructor(admin: Pick<ServerAdmin, 'query'>) {
    this.#admin = admin;
  }

  /** Of a process that was told to end a while ago; whether it did is found out when it matters. */
  note(stuck: Stuck): void {
    this.#known = [...this.#known, stuck];
  }

  /** Throws SqlFailure when a statement would be one too many. */
  async requireRoom(database: string): Promise<void> {
    const asked = this.#known;
    if (asked.length === 0) return;
    const alive = await this.#admin.query<Stuck>(
      'SELECT pid AS "processId", datname AS database FROM pg_stat_activity WHERE pid = ANY ($1)',
      [asked.map(({ processId }) => processId)],
    );
    const isAlive = (one: Stuck) =>
      alive.some(({ processId, database: of }) => processId === one.processId && of === one.database);
    this.#known = this.#known.filter((one) => !asked.includes(one) || isAlive(one));
    if (this.#known.some((one) => one.database === database))
      throw refuse('an earlier statement of this sandbox can not be ended, and still runs');
    if (this.#known.length >= MAX_STUCK)
      throw refuse('too many statements here can not be ended, and still run');
  }
}

function refuse(message: string): SqlFailure {
  return new SqlFailure({ sqlstate: '57014', message, hint: 'Wait until it has ended by itself.' });
}
