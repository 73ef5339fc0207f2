'use client';

import { Square } from 'lucide-react';
import type { InitialSession } from '#lib/client/open-session.ts';
import { SessionProvider } from '#lib/client/session-provider.tsx';
import { useSession } from '#lib/client/use-session.ts';
import { useStop } from '#components/session/use-stop.ts';
import { Announcer } from '#components/status/announcer.tsx';
import { StatusLine } from '#components/status/status-line.tsx';
import { selectIsLive } from '#components/transcript/select-transcript.ts';
import { Transcript } from '#components/transcript/transcript.tsx';
import { Button } from '#components/ui/button.tsx';

/** The session in which the trial runs or ran, as any session: it is followed live, and can be stopped. */
export function TrialSession({ initial }: { initial: InitialSession }) {
  const { sessionId } = initial.snapshot.session;
  return (
    <SessionProvider key={sessionId} sessionId={sessionId} initial={initial}>
      <div className="flex h-[70dvh] min-h-96 flex-col overflow-hidden rounded-md border border-line bg-paper">
        <Transcript>
          <StatusLine />
        </Transcript>
        <StopBar />
        <Announcer />
      </div>
    </SessionProvider>
  );
}

/** Nothing is sent to a trial: what it is asked is the scenario's. It can only be stopped. */
function StopBar() {
  const isLive = useSession(selectIsLive);
  const stop = useStop();
  if (!isLive) return null;
  return (
    <div className="flex items-center justify-between gap-3 border-t border-line bg-sunken px-4 py-2">
      <p className="text-sm text-ink-soft">The model is at work. A trial that is stopped is not graded.</p>
      <Button onClick={stop}>
        <Square aria-hidden className="size-3.5 fill-current" />
        Stop
      </Button>
    </div>
  );
}
