'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { Play } from 'lucide-react';
import { showToast } from '#components/ui/show-toast.ts';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import type { LiveRunsReply } from '#lib/protocol/live-run.ts';
import { withPassword } from '../confirm/with-password.ts';
import { EmptyState } from '../frame/empty-state.tsx';
import { RunTable } from './run-table.tsx';
import { useLiveRuns } from './use-live-runs.ts';

export interface RunsViewProps {
  initial: LiveRunsReply;
  stopRun: (runId: string) => Promise<ActionResult<void>>;
}

export function RunsView({ initial, stopRun }: RunsViewProps) {
  const [stopping, setStopping] = useState<ReadonlySet<string>>(new Set());
  const placeRef = useRef<HTMLDivElement>(null);
  const focused = useRef<Element>(null);
  const noteFocus = useCallback(() => {
    focused.current = document.activeElement;
  }, []);
  const { reply, isStale, look } = useLiveRuns(initial, noteFocus);

  // Synchronises with the focus: that of a button which went with its run comes to the place where it was.
  useEffect(() => {
    if (focused.current?.isConnected === false) placeRef.current?.focus({ preventScroll: true });
    focused.current = null;
  });

  const stop = async (runId: string) => {
    setStopping((runIds) => new Set(runIds).add(runId));
    const result = await withPassword(() => stopRun(runId));
    if (!result.ok) {
      setStopping((runIds) => new Set([...runIds].filter((id) => id !== runId)));
      showToast({ words: 'The answer was not stopped', description: result.error.message, tone: 'bad' });
    }
    await look();
  };
  const { runs, total } = reply;
  return (
    <div ref={placeRef} tabIndex={-1} className="outline-none">
      <p className="mb-3 min-h-[1.3125rem] text-sm text-ink-soft" role="status">
        {isStale ? 'The server does not answer. What you see is older.' : toCountWords(runs.length, total)}
      </p>
      {runs.length === 0 ? (
        <EmptyState
          icon={Play}
          title="Nothing is running"
          text="An answer shows here from its request to its end."
        />
      ) : (
        <RunTable runs={runs} stopping={stopping} onStop={(runId) => void stop(runId)} />
      )}
    </div>
  );
}

function toCountWords(shown: number, total: number): string {
  if (total === 0) return '';
  if (shown < total) return `${total} answers in progress; the oldest ${shown} are shown.`;
  return total === 1 ? '1 answer in progress.' : `${total} answers in progress.`;
}
