import { requireSuccess } from './run.mjs';

const FLAGS = [
  // Nothing here needs an install script, and they are how malicious packages run.
  '--ignore-scripts',
  // Also where NODE_ENV is production: building and testing need what is called a development dependency.
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  '--loglevel=error',
];

/**
 * Installs exactly what the lockfile of a directory says.
 * @param {string} directory
 */
export async function installLockfile(directory) {
  const npm = process.env.npm_execpath;
  const [command, ...args] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  await requireSuccess(process.execPath, command, [...args, 'ci', '--prefix', directory, ...FLAGS]);
}
