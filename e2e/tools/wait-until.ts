import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 25;

/** Resolves when `isReached` says so; rejects after `timeoutMs`, naming what was waited for. */
export async function waitUntil(
  isReached: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 15_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isReached())) {
    if (performance.now() > deadline) throw new Error(`cannot go on: waited ${timeoutMs} ms until ${what}`);
    await delay(POLL_MS);
  }
}
