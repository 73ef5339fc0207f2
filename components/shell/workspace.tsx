'use client';

import type { ReactNode } from 'react';
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
  /**
   * The screen of the seeded session. Given by its page, because what the server renders behind a boundary of its own
   * comes hidden and is seen only after a script: the session's text is there without one. [U3]
   */
  seededScreen?: ReactNode;
}

const SessionScreen = dynamic(() => loadSessionScreen().then((module) => module.SessionScreen), {
  loading: () => <SessionSkeleton />,
});

/**
 * The new session or an open one, by the path alone. Going from one to another asks the server for no page, so it is
 * as quick as the join, and works for a session born offline.
 */
export function Workspace({ models, seed, seededScreen }: WorkspaceProps) {
  const sessionId = findSessionId(usePathname());
  if (sessionId === undefined) return <NewSession models={models} />;
  const initial = seed?.snapshot.session.sessionId === sessionId ? seed : null;
  return (
    <SessionProvider key={sessionId} sessionId={sessionId} initial={initial}>
      {(initial && seededScreen) ?? <SessionScreen models={models} />}
    </SessionProvider>
  );
}
