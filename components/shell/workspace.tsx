'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import type { InitialSession } from '#lib/client/open-session.ts';
import { SessionProvider } from '#lib/client/session-provider.tsx';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { NewSession } from '../new-session/new-session.tsx';
import { SessionSkeleton } from '../session/session-skeleton.tsx';
import { loadSessionScreen } from './load-session-screen.ts';
import { findSessionId } from './session-path.ts';

export interface WorkspaceProps {
  models: readonly ModelChoice[];
  /** What the server loaded for the path that the page was asked for. */
  seed: InitialSession | null;
}

const SessionScreen = dynamic(() => loadSessionScreen().then((module) => module.SessionScreen), {
  loading: () => <SessionSkeleton />,
});

/**
 * The new session or an open one, by the path alone. Going from one to another asks the server for no page, so it is
 * as quick as the join, and works for a session born offline.
 */
export function Workspace({ models, seed }: WorkspaceProps) {
  const sessionId = findSessionId(usePathname());
  if (sessionId === undefined) return <NewSession models={models} />;
  const initial = seed?.snapshot.session.sessionId === sessionId ? seed : null;
  return (
    <SessionProvider key={sessionId} sessionId={sessionId} initial={initial}>
      <SessionScreen models={models} />
    </SessionProvider>
  );
}
