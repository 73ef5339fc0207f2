import { closeSync, openSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { findPostmaster, type Postmaster, readPidFile } from './postmaster.ts';

export type ServerSettings = Readonly<Record<string, string | number>>;

const defaultSettings: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  fsync: 'on',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

const ATTEMPTS = 5;
const START_TIMEOUT_MS = 120_000;
const MAX_LOG_BYTES = 10_000_000;

/**
 * Starts the server: on the port in `extraSettings`, else the one it had before, else a free one. What can stand in the
 * way for a moment is tried again: a port just taken, backends of a killed server that have not noticed yet.
 */
export async function launchPostmaster(cluster: Cluster, extraSettings: ServerSettings): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = Number(extraSettings.port ?? (await choosePort(cluster, attempt)));
    try {
      const postmaster = await spawnPostmaster(cluster, { ...defaultSettings, ...extraSettings, port });
      await writeFile(cluster.portFile, String(port));
      return postmaster;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await delay(300 * attempt);
      // What stood in the way may have been this very server, started by a process that died before it was ready.
      const found = await findPostmaster(cluster);
      if (found) return found;
    }
  }
}

/**
 * In a process group and session of its own: neither Ctrl+C nor a killed app takes the server along, because its
 * shutdown should be clean and the next start adopts it.
 */
async function spawnPostmaster(cluster: Cluster, settings: ServerSettings): Promise<Postmaster> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const logOffset = await sizeOf(cluster.logFile);
  const log = openSync(cluster.logFile, logOffset > MAX_LOG_BYTES ? 'w' : 'a', 0o600);
  const server = cluster.account.spawn(cluster.binaries.postgres, ['-D', cluster.dataDir, ...flags], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  // When the program can't even be run: `exitCode` then stays as it is.
  const failures: Error[] = [];
  server.once('error', (error) => failures.push(error));
  server.unref();

  const deadline = performance.now() + START_TIMEOUT_MS;
  while (
    failures.length === 0 &&
    server.exitCode === null &&
    server.signalCode === null &&
    performance.now() < deadline
  ) {
    const found = await readPidFile(cluster);
    if (found?.pid === server.pid && found?.status === 'ready') return found;
    await delay(20);
  }
  const said = (await readFile(cluster.logFile)).subarray(logOffset).toString();
  throw new Error(`cannot start Postgres: ${said.trim().slice(-2_000)}`, { cause: failures[0] });
}

async function choosePort(cluster: Cluster, attempt: number): Promise<number> {
  const previous = Number(await readFile(cluster.portFile, 'utf8').catch(() => '0'));
  const canListen = attempt < ATTEMPTS && previous > 0 && (await tryListen(previous));
  return canListen ? previous : ((await tryListen(0)) ?? 0);
}

/** The port that was free an instant ago, or undefined. */
async function tryListen(port: number): Promise<number | undefined> {
  const probe = createServer();
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening');
    const address = probe.address();
    return typeof address === 'object' ? address?.port : undefined;
  } catch {
    return undefined;
  } finally {
    probe.close();
  }
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    (stats) => stats.size,
    () => 0,
  );
}
