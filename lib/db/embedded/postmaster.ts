import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { identifyProcess, readCommandLine } from './process-identity.ts';

/** The server process of a cluster, whoever started it. */
export type Postmaster = { readonly pid: number; readonly port: number };

/** Shorter than a shutdown of the app waits for it, so that the second way still has its time. */
const STOP_SECONDS = 10;
const LOOK_MS = 20;

type PidFile = Postmaster & { readonly status: string };

/** The running server of this cluster, as soon as it takes connections; undefined when there is none. */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  for (let waitedMs = 0; ; waitedMs += LOOK_MS) {
    const found = await readPidFile(cluster);
    if (!found || !identifyProcess(found.pid)) return undefined;
    if (!isServerOf(cluster, found.pid)) {
      // The number of a server that is gone was given to another program. Postgres would refuse to start because of it.
      await rm(toPidFile(cluster), { force: true });
      return undefined;
    }
    if (found.status === 'ready') return { pid: found.pid, port: found.port };
    // A start comes to its end. A stop may wait for what can't be interrupted, and whoever asked for it is gone.
    if (found.status === 'stopping' && waitedMs >= STOP_SECONDS * 1_000) await stopPostmaster(cluster);
    else await delay(LOOK_MS);
  }
}

export async function isPostmasterRunning(cluster: Cluster): Promise<boolean> {
  const found = await readPidFile(cluster);
  return found !== undefined && isServerOf(cluster, found.pid);
}

/**
 * Waits until running transactions are rolled back and everything is on disk. Not for ever: some statements can't be
 * interrupted, and then the server crashes instead, which loses nothing that was committed.
 */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  if (await tryToStop(cluster, 'fast')) return;
  if (!(await tryToStop(cluster, 'immediate'))) throw new Error('cannot stop Postgres: it does not end');
}

async function tryToStop(cluster: Cluster, mode: 'fast' | 'immediate'): Promise<boolean> {
  const args = ['stop', '-D', cluster.dataDir, '-m', mode, '-w', '-t', String(STOP_SECONDS)];
  const command = cluster.account.spawn(cluster.binaries.pgCtl, args, { cwd: '/', stdio: 'ignore' });
  const [code] = await once(command, 'close');
  return code === 0 || !(await readPidFile(cluster));
}

/** Undefined while the file is absent or only half written. Its lines are documented in Postgres' `miscadmin.h`. */
export async function readPidFile(cluster: Cluster): Promise<PidFile | undefined> {
  const content = await readFile(toPidFile(cluster), 'utf8').catch(() => '');
  const [pid, , , port, , , , status] = content.split('\n');
  return pid && port && status ? { pid: Number(pid), port: Number(port), status: status.trim() } : undefined;
}

function isServerOf(cluster: Cluster, pid: number): boolean {
  return readCommandLine(pid).includes(cluster.dataDir);
}

function toPidFile(cluster: Cluster): string {
  return join(cluster.dataDir, 'postmaster.pid');
}
