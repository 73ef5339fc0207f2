import type pg from 'pg';

export interface StatementField {
  readonly name: string;
  readonly typeId: number;
}

export type StatementEnd =
  | { readonly status: 'done'; readonly tag: string }
  /** There are more rows than were asked for. */
  | { readonly status: 'suspended' }
  | { readonly status: 'empty' }
  | { readonly status: 'failed'; readonly error: Error };

type CopyConnection = pg.Connection & { sendCopyFail(message: string): void };

/**
 * One statement over the extended protocol, whose `Parse` takes one and refuses two: how the text is written can't change
 * that. Values stay text. Rows go to `onRow` one by one, so that nothing is kept that the caller does not keep.
 */
export class BoundedStatement {
  readonly ended: Promise<StatementEnd>;
  readonly #text: string;
  readonly #maxRows: number;
  readonly #onRow: (values: readonly (string | null)[]) => void;
  readonly #settle: (end: StatementEnd) => void;
  #end: StatementEnd | undefined;
  fields: readonly StatementField[] = [];

  constructor(options: {
    text: string;
    /** 0 = all. The statement stops there, also half way through what it does: limit only what changes nothing. */
    maxRows: number;
    onRow: (values: readonly (string | null)[]) => void;
  }) {
    this.#text = options.text;
    this.#maxRows = options.maxRows;
    this.#onRow = options.onRow;
    const { promise, resolve } = Promise.withResolvers<StatementEnd>();
    this.ended = promise;
    this.#settle = resolve;
  }

  submit(connection: pg.Connection): void {
    connection.parse({ name: '', text: this.#text, types: [] }, true);
    connection.bind({ portal: '', statement: '', values: [] }, true);
    connection.describe({ type: 'P', name: '' }, true);
    connection.execute({ portal: '', rows: String(this.#maxRows) }, true);
    connection.sync();
  }

  handleRowDescription(message: { fields: { name: string; dataTypeID: number }[] }): void {
    this.fields = message.fields.map(({ name, dataTypeID }) => ({ name, typeId: dataTypeID }));
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    this.#onRow(message.fields);
  }

  handleCommandComplete(message: { text: string }): void {
    this.#end = { status: 'done', tag: message.text };
  }

  handlePortalSuspended(): void {
    this.#end = { status: 'suspended' };
  }

  handleEmptyQuery(): void {
    this.#end = { status: 'empty' };
  }

  /** While it waits for data, Postgres overlooks the `Sync` that was already sent. */
  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFail('COPY from the client is not available here');
    connection.sync();
  }

  handleCopyData(): void {}

  handleError(error: Error): void {
    this.#settle({ status: 'failed', error });
  }

  handleReadyForQuery(): void {
    this.#settle(this.#end ?? { status: 'failed', error: new Error('cannot run statement: no answer') });
  }
}
