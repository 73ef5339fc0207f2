import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { identifyProcess, readCommandLine } from './process-identity.ts';

/** The server process of a cluster, whoever started it. */
export type Postmaster = { readonly pid: number; readonly port: number };

type PidFile = Postmaster & { readonly status: string };

/** The running server of this cluster, as soon as it takes connections; undefined when there is none. */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  for (;;) {
    const found = await readPidFile(cluster);
    if (!found || !identifyProcess(found.pid)) return undefined;
    if (!isServerOf(cluster, found.pid)) {
      // The number of a server that is gone was given to another program. Postgres would refuse to start because of it.
      await rm(toPidFile(cluster), { force: true });
      return undefined;
    }
    if (found.status === 'ready') return { pid: found.pid, port: found.port };
    // Starting or stopping: either comes to an end.
    await delay(20);
  }
}

export async function isPostmasterRunning(cluster: Cluster): Promise<boolean> {
  const found = await readPidFile(cluster);
  return found !== undefined && isServerOf(cluster, found.pid);
}

/** Waits until running transactions are rolled back and everything is on disk. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  const args = ['stop', '-D', cluster.dataDir, '-m', 'fast', '-w', '-t', '60'];
  const command = cluster.account.spawn(cluster.binaries.pgCtl, args, {
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [[code], complaint] = await Promise.all([
    once(command, 'close'),
    command.stderr ? text(command.stderr) : '',
  ]);
  if (code !== 0 && (await readPidFile(cluster)))
    throw new Error(`cannot stop Postgres: ${complaint.trim()}`);
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
