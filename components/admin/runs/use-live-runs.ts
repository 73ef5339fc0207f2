'use client';

import { useCallback, useEffect, useState } from 'react';
import { liveRunsSchema, type LiveRunsReply } from '#lib/protocol/live-run.ts';

const EVERY_MS = 2_000;

export interface LiveRunsView {
  readonly reply: LiveRunsReply;
  /** The newest look failed: what is shown is older. */
  readonly isStale: boolean;
  /** At once. Never rejects. */
  readonly look: () => Promise<void>;
}

/** Looks every two seconds while somebody sees the page. `beforeChange` has to stay the same function. */
export function useLiveRuns(initial: LiveRunsReply, beforeChange: () => void): LiveRunsView {
  const [reply, setReply] = useState(initial);
  const [isStale, setIsStale] = useState(false);

  const look = useCallback(async () => {
    const next = await loadLiveRuns();
    setIsStale(next === undefined);
    if (!next) return;
    beforeChange();
    setReply(next);
  }, [beforeChange]);

  // Synchronises with the server.
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void look();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  return { reply, isStale, look };
}

async function loadLiveRuns(): Promise<LiveRunsReply | undefined> {
  try {
    const response = await fetch('/api/admin/runs', { cache: 'no-store' });
    return response.ok ? liveRunsSchema.parse(await response.json()) : undefined;
  } catch {
    return undefined;
  }
}
