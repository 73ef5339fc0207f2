import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installLockfile } from './npm.mjs';
import { STAMPS_DIR } from './step.mjs';

const OLDEST_MAJOR = 24;
const LOCKFILE_DIR = fileURLToPath(new URL('./runtime/', import.meta.url));

/**
 * The Node that runs this project: the machine's own, or one from npm where that is too old.
 * @returns {Promise<string>} an absolute path
 */
export async function ensureRuntime() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) return process.execPath;
  const { path, version, bin } = findPackage();
  const directory = resolve(STAMPS_DIR, 'runtime');
  const node = join(directory, path, bin.node);
  if (existsSync(node) && readVersion(join(directory, path)) === version) return node;
  console.log(`Installing Node ${version}, because this machine has ${process.versions.node}...`);
  mkdirSync(directory, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(LOCKFILE_DIR, name), join(directory, name));
  await installLockfile(directory);
  return node;
}

/** @returns {{ path: string, version: string, bin: { node: string } }} the package with the binary for this platform */
function findPackage() {
  const { packages } = JSON.parse(readFileSync(join(LOCKFILE_DIR, 'package-lock.json'), 'utf8'));
  for (const [path, entry] of Object.entries(packages)) {
    if (entry.os === process.platform && entry.cpu === process.arch) return { path, ...entry };
  }
  throw new Error(
    `cannot install Node ${OLDEST_MAJOR} for ${process.platform}-${process.arch}: install it by hand`,
  );
}

/** @param {string} directory */
function readVersion(directory) {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')).version;
}
