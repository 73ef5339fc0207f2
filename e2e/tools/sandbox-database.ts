import type { AppProcess } from './app-process.ts';
import { runSql } from './postgres.ts';

/** What really stands in a session's sandbox, read by its administrator. */
export class SandboxDatabase {
  readonly #app: AppProcess;
  readonly #sessionId: string;

  constructor(app: AppProcess, { sessionId }: { sessionId: string }) {
    this.#app = app;
    this.#sessionId = sessionId;
  }

  async query<Row extends object>(statement: string): Promise<Row[]> {
    return runSql<Row>(await this.#findUrl(), statement);
  }

  /** Undefined when there is no such table. */
  async countRows(table: string): Promise<number | undefined> {
    const [found] = await this.query<{ known: boolean }>(
      `SELECT to_regclass('${table}') IS NOT NULL AS known`,
    );
    if (!found?.known) return undefined;
    const [counted] = await this.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
    return Number(counted?.count);
  }

  async migrations(): Promise<string[]> {
    const rows = await this.query<{ name: string }>('SELECT name FROM workbench.migrations ORDER BY version');
    return rows.map(({ name }) => name);
  }

  async #findUrl(): Promise<string> {
    const { databaseUrl } = this.#app;
    const [row] = await runSql<{ database: string }>(
      databaseUrl,
      'SELECT database FROM sandbox WHERE id = $1',
      [this.#sessionId],
    );
    if (!row) throw new Error('cannot look into the sandbox: the session has none');
    return databaseUrl.replace(/[^/]+$/, row.database);
  }
}
