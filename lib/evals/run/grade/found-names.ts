import type { Sandbox } from '#lib/workbench/sandbox/sandbox.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** A name that a check needs and the sandbox does not have. */
export class NameMissing extends Error {}

/** The names of a scenario, as this sandbox has them. Looked up when first asked for. */
export class FoundNames {
  readonly #sandbox: Sandbox;
  readonly #names: NonNullable<Scenario['names']>;
  readonly #found = new Map<string, Promise<string>>();

  constructor(sandbox: Sandbox, scenario: Scenario) {
    this.#sandbox = sandbox;
    this.#names = scenario.names ?? {};
  }

  /** The statement with its names in place. Throws NameMissing. */
  async fillIn(sql: string): Promise<string> {
    let text = sql;
    for (const [placeholder, name = ''] of sql.matchAll(/\{\{\{?(\w+)\}?\}\}/g)) {
      const value = await this.#find(name);
      const piece = placeholder.startsWith('{{{') ? value : `"${value.replaceAll('"', '""')}"`;
      text = text.replace(placeholder, () => piece);
    }
    return text;
  }

  #find(name: string): Promise<string> {
    const known = this.#found.get(name) ?? this.#lookUp(name);
    this.#found.set(name, known);
    return known;
  }

  async #lookUp(name: string): Promise<string> {
    const wanted = this.#names[name];
    if (!wanted) throw new NameMissing(`there is no name "${name}"`);
    const result = await this.#sandbox.run(wanted.sql, { mode: 'read' });
    if (result.status === 'error')
      throw new NameMissing(`cannot find ${wanted.is}: ${result.error.message} (${result.error.sqlstate})`);
    const value = result.rows[0]?.[0];
    if (typeof value !== 'string') throw new NameMissing(`cannot find ${wanted.is}: there is none`);
    return value;
  }
}
