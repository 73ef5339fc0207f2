import { requireSuccess } from './run.mjs';

// No install scripts: nothing here needs one, and they are how malicious packages run.
const FLAGS = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

/**
 * Installs exactly what the lockfile of a directory says.
 * @param {string} directory
 */
export async function installLockfile(directory) {
  const npm = process.env.npm_execpath;
  const [command, ...args] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  await requireSuccess(process.execPath, command, [...args, 'ci', '--prefix', directory, ...FLAGS]);
}
