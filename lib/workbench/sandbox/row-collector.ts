import type { StatementField } from '#lib/db/bounded-statement.ts';
import { readValue } from './read-values.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import type { JsonValue } from './sql-result.ts';

type Bounds = Pick<SandboxLimits, 'maxRows' | 'resultBytes' | 'valueLength'>;

/** Keeps the first rows of a result as far as the limits allow, and knows whether there was more. */
export class RowCollector {
  readonly rows: JsonValue[][] = [];
  readonly truncated = { rows: false, values: false };
  /** All that came. */
  seen = 0;
  readonly #bounds: Bounds;
  #bytes = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  add(values: readonly (string | null)[], fields: readonly StatementField[]): void {
    this.seen += 1;
    if (this.truncated.rows) return;
    const before = this.truncated.values;
    const row = values.map((text, index) => this.#read(text, fields[index]?.typeId ?? 0));
    this.#bytes += Buffer.byteLength(JSON.stringify(row));
    const fits = this.#bytes <= this.#bounds.resultBytes || this.rows.length === 0;
    if (fits && this.rows.length < this.#bounds.maxRows) return void this.rows.push(row);
    this.truncated.rows = true;
    this.truncated.values = before;
  }

  #read(text: string | null, typeId: number): JsonValue {
    if (text === null) return null;
    if (text.length <= this.#bounds.valueLength) return readValue(text, typeId);
    this.truncated.values = true;
    return `${text.slice(0, this.#bounds.valueLength)}… (${text.length} characters)`;
  }
}
