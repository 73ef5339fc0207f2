import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { identifyProcess, isSameProcessAlive, type ProcessIdentity } from './process-identity.ts';

const holderSchema = z.object({ pid: z.number(), startedAt: z.string() });

/**
 * Runs `work` while no other process on this machine is inside the same lock. A holder that died without unlocking is
 * passed over. Best effort: two that find the same dead holder in the same instant may both get in, so what is guarded
 * must also refuse on its own (Postgres does: by `postmaster.pid`).
 */
export async function withProcessLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!(await tryLock(file))) {
    if (!(await removeDeadHolder(file))) await delay(50);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

export function identifyThisProcess(): ProcessIdentity {
  return identifyProcess(process.pid) ?? { pid: process.pid, startedAt: '' };
}

/** Undefined when the file is gone or holds no identity. */
export async function readHolder(file: string): Promise<ProcessIdentity | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

async function tryLock(file: string): Promise<boolean> {
  const written = `${file}.${crypto.randomUUID()}`;
  // Written aside and linked, so that the lock never exists without its holder's name in it.
  await writeFile(written, JSON.stringify(identifyThisProcess()));
  try {
    await link(written, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(written, { force: true });
  }
}

async function removeDeadHolder(file: string): Promise<boolean> {
  const holder = await readHolder(file);
  if (!holder || isSameProcessAlive(holder)) return false;
  const aside = `${file}.${crypto.randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  await rm(aside, { force: true });
  return true;
}
