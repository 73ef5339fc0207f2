import { ConfigError } from './config-error.ts';
import { type Config, loadConfig } from './env.ts';

let loaded: Config | undefined;

/**
 * The configuration of this process, read once. The only reader of `process.env`. A program can't go on with a wrong one,
 * so it ends here, with the faults in plain words instead of a stack.
 */
export function config(): Config {
  loaded ??= loadOrExit();
  return loaded;
}

function loadOrExit(): Config {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.toPlainText()}\n`);
    process.exit(1);
  }
}
