'use client';

import { formatWholeSeconds } from '../ui/format-duration.ts';
import { useNow } from '../ui/use-now.ts';

/** What a parked answer waits for: the moment that the model's provider named, counted down, or something else. */
export function RetryWait({ retryMs }: { retryMs: number | undefined }) {
  const nowMs = useNow(1_000);
  if (retryMs === undefined) return 'Waiting to go on';
  if (nowMs === undefined) return 'The model’s provider asks for patience';
  return `The model’s provider asks for patience: trying again in ${formatWholeSeconds(retryMs - nowMs)}`;
}
