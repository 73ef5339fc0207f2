'use client';

import { useEffect, useState } from 'react';
import { useSession } from '#lib/client/use-session.ts';
import type { Workbench, WorkbenchReply } from '#lib/protocol/workbench.ts';
import { selectOutcomeKey } from './select-outcomes.ts';

export type WorkbenchView =
  | { status: 'loading' }
  | { status: 'failed' }
  /** `workbench` is null before the agent has used it. */
  | { status: 'ready'; workbench: Workbench | null };

/** What stands in the session's sandbox, asked for again when a tool may have changed it; what was there stays till then. */
export function useWorkbench(): { view: WorkbenchView; isStale: boolean; retry: () => void } {
  const sessionId = useSession((view) => view.sessionId);
  const outcomeKey = useSession(selectOutcomeKey);
  // One that was born here and not sent yet is unknown to the server.
  const isKnown = useSession(({ state }) => state.seq > 0);
  const [tries, setTries] = useState(0);
  const wanted = `${outcomeKey} ${tries}`;
  const [loaded, setLoaded] = useState<string>();
  const [view, setView] = useState<WorkbenchView>({ status: 'loading' });

  // Synchronises with the server.
  useEffect(() => {
    const left = new AbortController();
    const show = (next: WorkbenchView) => {
      if (left.signal.aborted) return;
      setView(next);
      setLoaded(wanted);
    };
    const loading = isKnown ? loadWorkbench(sessionId, left.signal) : Promise.resolve(null);
    loading.then(
      (workbench) => show({ status: 'ready', workbench }),
      () => show({ status: 'failed' }),
    );
    return () => left.abort();
  }, [sessionId, isKnown, wanted]);

  const retry = () => {
    setView({ status: 'loading' });
    setTries(tries + 1);
  };
  return { view, isStale: loaded !== wanted, retry };
}

async function loadWorkbench(sessionId: string, signal: AbortSignal): Promise<Workbench | null> {
  const response = await fetch(`/api/sessions/${sessionId}/workbench`, { signal });
  if (!response.ok) throw new Error(`cannot load the Workbench: ${response.status}`);
  // Cast: the route checks its answer with the protocol's schema before it is sent.
  const { workbench } = (await response.json()) as WorkbenchReply;
  return workbench;
}
