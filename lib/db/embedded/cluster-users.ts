import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';
import { isSameProcessAlive } from './process-identity.ts';
import { identifyThisProcess, readHolder } from './process-lock.ts';

/** Notes that this process uses the server, in a file that tells a dead user from a living. Answers with its removal. */
export async function joinUsers({ usersDir }: Cluster): Promise<() => Promise<void>> {
  await mkdir(usersDir, { recursive: true });
  const file = join(usersDir, crypto.randomUUID());
  await writeFile(file, JSON.stringify(identifyThisProcess()));
  return () => rm(file, { force: true });
}

/** Whether any living process uses the server. */
export async function hasUsers({ usersDir }: Cluster): Promise<boolean> {
  for (const name of await readdir(usersDir)) {
    const user = await readHolder(join(usersDir, name));
    if (user && isSameProcessAlive(user)) return true;
    await rm(join(usersDir, name), { force: true });
  }
  return false;
}
