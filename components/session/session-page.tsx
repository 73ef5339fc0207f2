'use client';

import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { Announcer } from '../status/announcer.tsx';
import { StatusLine } from '../status/status-line.tsx';
import { Transcript } from '../transcript/transcript.tsx';
import { usePanel } from '../workbench/use-panel.ts';
import { WorkbenchSide } from '../workbench/workbench-side.tsx';
import { SessionComposer } from './session-composer.tsx';
import { SessionHeader } from './session-header.tsx';

export interface SessionPageProps {
  models: readonly ModelChoice[];
  /** As it was left on this device; absent where the page was not rendered by the server. */
  startsWithPanel?: boolean;
}

export function SessionPage({ models, startsWithPanel }: SessionPageProps) {
  const panel = usePanel(startsWithPanel);
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <main className="flex min-h-0 min-w-0 flex-1 flex-col">
        <SessionHeader panel={panel} />
        <Transcript>
          <StatusLine />
        </Transcript>
        <SessionComposer models={models} />
        <Announcer />
      </main>
      <WorkbenchSide panel={panel} />
    </div>
  );
}
