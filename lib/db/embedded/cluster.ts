import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { loadPostgresBinaries, type PostgresBinaries } from './binaries.ts';
import { ServerAccount } from './server-account.ts';

export const CLUSTER_USER = 'holdfast';

/** Where one embedded Postgres keeps its things, and who runs it. */
export type Cluster = {
  readonly dataDir: string;
  readonly logFile: string;
  readonly portFile: string;
  readonly usersDir: string;
  readonly password: string;
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount;
};

/** Opens the cluster in `directory`, and makes it on first use. A half-made one is never left behind. */
export async function openCluster(directory: string): Promise<Cluster> {
  const binaries = await loadPostgresBinaries();
  const account = new ServerAccount(directory, binaries.postgres);
  const dataDir = join(directory, 'cluster');
  const passwordFile = join(directory, 'password');
  if (!existsSync(dataDir)) await initCluster({ dataDir, passwordFile, binaries, account });
  return {
    dataDir,
    binaries,
    account,
    password: (await readFile(passwordFile, 'utf8')).trim(),
    logFile: join(directory, 'server.log'),
    portFile: join(directory, 'port'),
    usersDir: join(directory, 'users'),
  };
}

type NewCluster = {
  dataDir: string;
  passwordFile: string;
  binaries: PostgresBinaries;
  account: ServerAccount;
};

async function initCluster({ dataDir, passwordFile, binaries, account }: NewCluster): Promise<void> {
  const unfinished = `${dataDir}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  account.own(passwordFile);
  // The builtin locale is the same on every machine, so a copied cluster sorts and matches alike.
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${CLUSTER_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  const initdb = account.spawn(binaries.initdb, args, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  const [[code], complaint] = await Promise.all([
    once(initdb, 'close'),
    initdb.stderr ? text(initdb.stderr) : '',
  ]);
  if (code !== 0) throw new Error(`cannot create the Postgres cluster in ${dataDir}: ${complaint.trim()}`);
  await rename(unfinished, dataDir);
}
