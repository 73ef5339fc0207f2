import type { Run } from '#lib/protocol/snapshot.ts';

const RETRY = 'retry-at:';

/** When a parked answer asks the model again, if that is what it waits for. */
export function findRetryMs(run: Pick<Run, 'status' | 'waitingFor'> | undefined): number | undefined {
  if (run?.status !== 'suspended') return undefined;
  const at = run.waitingFor?.find((what) => what.startsWith(RETRY))?.slice(RETRY.length);
  const retryMs = at === undefined ? Number.NaN : Date.parse(at);
  return Number.isNaN(retryMs) ? undefined : retryMs;
}
