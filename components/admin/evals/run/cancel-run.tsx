'use client';

import { useState } from 'react';
import type { EvalRunSummary } from '#lib/evals/model/eval-run.ts';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { Button } from '#components/ui/button.tsx';
import { showToast } from '#components/ui/show-toast.ts';

export interface CancelRunProps {
  run: EvalRunSummary;
  cancel: (evalRunId: string) => Promise<ActionResult<null>>;
}

/** What was graded is kept; starting the same again goes on from there. */
export function CancelRun({ run, cancel }: CancelRunProps) {
  const [isAsked, setIsAsked] = useState(false);
  const stop = async () => {
    setIsAsked(true);
    const refused = await cancel(run.id).then(
      (result) => (result.ok ? undefined : result.error.message),
      () => 'The server did not answer.',
    );
    if (refused === undefined) return;
    setIsAsked(false);
    showToast({ words: 'The eval run was not cancelled', description: refused, tone: 'bad' });
  };
  const isStopping = isAsked || run.cancelled;
  return (
    <Button disabled={isStopping} onClick={() => void stop()}>
      {isStopping ? 'Stopping' : 'Cancel'}
    </Button>
  );
}
