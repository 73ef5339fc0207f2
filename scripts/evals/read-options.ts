import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { BadInput } from './bad-input.ts';

/** @throws BadInput in `parseArgs`' words, and how the command is used */
export function readOptions<const T extends ParseArgsConfig>(
  config: T,
  usage: string,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadInput(`${why}\n${usage}`, { cause: error });
  }
}

/** Of an option that may be given several times, or with commas. */
export const splitNames = (given: readonly string[] = []): string[] =>
  given.flatMap((one) =>
    one
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  );

/** Where results are to be written, found out before hours of work. @throws BadInput */
export function requireWritable(option: string, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const stats = statSync(file, { throwIfNoEntry: false });
  try {
    if (stats?.isDirectory()) throw new Error('it is a folder');
    accessSync(stats ? file : dirname(file), constants.W_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadInput(`cannot write --${option} ${file}: ${why}`, { cause: error });
  }
  return file;
}
