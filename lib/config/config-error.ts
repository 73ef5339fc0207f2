/** Everything that is wrong with the environment, found in one pass, in words an operator can act on. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`cannot read the configuration: ${faults.join('; ')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }

  /** For a terminal: one line per fault and where to look. Holds no values of secrets. */
  toPlainText(): string {
    const count = this.faults.length === 1 ? 'One setting is' : `${this.faults.length} settings are`;
    const lines = this.faults.map((fault) => `  - ${fault}`);
    return [`${count} wrong:`, ...lines, 'Every setting is described in .env.example.'].join('\n');
  }
}
