import type { InstallationCounts } from '#lib/db/installation-counts.ts';
import type { Readiness } from './health.ts';
import type { LiveRuns } from './live-runs.ts';

/** What admin pages see of the server that they run in. */
export interface SharedOps {
  /** Of this node. */
  readiness(): Promise<Readiness>;
  counts(): Promise<InstallationCounts>;
  readonly runs: LiveRuns;
}

const bus = Symbol.for('holdfast');
// Cast: this symbol is ours; every layer adds its own key to the object behind it (docs/decisions).
const world = globalThis as { [bus]?: { ops?: SharedOps } };

export function shareOps(ops: SharedOps): void {
  world[bus] = { ...world[bus], ops };
}

/** @throws when the server has not started this process: `next start` alone is not enough. */
export function requireOps(): SharedOps {
  const ops = world[bus]?.ops;
  if (!ops) throw new Error('cannot see the server: start the app with its server (npm start)');
  return ops;
}
