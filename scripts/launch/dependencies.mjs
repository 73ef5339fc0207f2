import { existsSync, readFileSync } from 'node:fs';
import { installLockfile } from './npm.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */

/** Installs the packages of the lockfile, unless they are what is installed. */
export async function ensureDependencies() {
  if (isInstalled(readPackages('package-lock.json'), readPackages('node_modules/.package-lock.json'))) return;
  console.log('Installing packages...');
  await installLockfile('.');
}

/**
 * Compares the lockfile with npm's own record of `node_modules`. Optional packages may be missing: those of other platforms
 * are.
 * @param {Packages | undefined} wanted
 * @param {Packages | undefined} installed
 */
export function isInstalled(wanted, installed) {
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version : optional === true;
  });
}

/**
 * @param {string} lockfile
 * @returns {Packages | undefined}
 */
function readPackages(lockfile) {
  return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : undefined;
}
