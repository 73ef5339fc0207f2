import { type Config, loadConfig } from './env.ts';

let loaded: Config | undefined;

/** The configuration of this process, read once. The only reader of `process.env`. */
export function config(): Config {
  loaded ??= loadConfig(process.env);
  return loaded;
}
