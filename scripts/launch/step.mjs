import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Goes with the dependencies, so that a fresh installation makes everything anew. */
export const STAMPS_DIR = 'node_modules/.holdfast';

/**
 * Does `work` unless its output is there and was made from the same input. Says in one line that it does.
 * @param {{ name: string, line: string, fingerprint: string, output: string, work: () => Promise<void>, stampsDir?: string }} step
 */
export async function ensureStep({ name, line, fingerprint, output, work, stampsDir = STAMPS_DIR }) {
  const stamp = join(stampsDir, name);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;
  console.log(line);
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(stampsDir, { recursive: true });
  writeFileSync(stamp, fingerprint);
}

/**
 * A hash over the names and contents of all files below some paths. Those that are absent count as such.
 * @param {string[]} paths
 * @param {(file: string) => boolean} [includes]
 */
export function fingerprintFiles(paths, includes = () => true) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(listFiles).filter(includes))
    hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => listFiles(`${path}/${name}`));
}
