'use client';

import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { Announcer } from '../status/announcer.tsx';
import { StatusLine } from '../status/status-line.tsx';
import { Transcript } from '../transcript/transcript.tsx';
import { SessionComposer } from './session-composer.tsx';
import { SessionHeader } from './session-header.tsx';

export function SessionPage({ models }: { models: readonly ModelChoice[] }) {
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <SessionHeader />
      <Transcript>
        <StatusLine />
      </Transcript>
      <SessionComposer models={models} />
      <Announcer />
    </main>
  );
}
