import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { text } from 'node:stream/consumers';

/** @typedef {Record<string, string | undefined>} Env */

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * The environment of a program: the runtime's `node` is the first that anything it starts will find.
 * @param {string} node
 * @param {Env} extra
 */
function toEnv(node, extra) {
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
  return { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', ...extra };
}

/**
 * Runs a program of this project in the foreground, with the settings of `.env`. Answers with its exit code. Whatever ends
 * the command ends the program: a signal is passed on, and so is a kill -9 of the npm that runs this.
 * @param {string} node
 * @param {string[]} args
 * @param {Env} [extra]
 */
export async function runNode(node, args, extra = {}) {
  const flags = existsSync('.env') ? ['--env-file=.env'] : [];
  const child = spawn(node, [...flags, ...args], { stdio: 'inherit', env: toEnv(node, extra) });
  // A terminal's Ctrl+C reaches the child by itself. It only must not end this process before the child.
  const passOn = (/** @type {NodeJS.Signals} */ received) => {
    if (received !== 'SIGINT' || !process.stdin.isTTY) child.kill(received);
  };
  for (const name of SIGNALS) process.on(name, passOn);
  const npm = process.env.npm_lifecycle_event ? process.ppid : undefined;
  const watch = setInterval(() => {
    if (npm !== undefined && process.ppid !== npm) child.kill('SIGKILL');
  }, 200);
  const [code, signal] = await once(child, 'close');
  clearInterval(watch);
  for (const name of SIGNALS) process.off(name, passOn);
  return toExitCode(code, signal);
}

/**
 * Runs a program and keeps what it says.
 * @param {string} node
 * @param {string} command
 * @param {string[]} args
 * @param {Env} [extra]
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function runQuietly(node, command, args, extra = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: toEnv(node, extra) });
  try {
    const [[code, signal], out, complaints] = await Promise.all([
      once(child, 'close'),
      text(child.stdout),
      text(child.stderr),
    ]);
    return { code: toExitCode(code, signal), output: `${out}${complaints}`.trim() };
  } catch (error) {
    return { code: 127, output: `cannot run ${command}: ${error}` };
  }
}

/**
 * Like `runQuietly`, where failing is a fault.
 * @param {string} node
 * @param {string} command
 * @param {string[]} args
 * @param {Env} [extra]
 */
export async function requireSuccess(node, command, args, extra) {
  const { code, output } = await runQuietly(node, command, args, extra);
  if (code !== 0)
    throw new Error(`${output}\ncannot go on: "${[command, ...args].join(' ')}" failed with ${code}`);
}

/**
 * @param {number | null} code
 * @param {string | null} signal
 */
function toExitCode(code, signal) {
  return code ?? 128 + (constants.signals[/** @type {NodeJS.Signals} */ (signal)] ?? 0);
}
