'use client';

import type { ComponentType } from 'react';
import type { SessionView } from '#lib/client/session-view.ts';
import { useSession } from '#lib/client/use-session.ts';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { SessionMissing } from './session-missing.tsx';
import { SessionPage } from './session-page.tsx';
import { SessionSkeleton } from './session-skeleton.tsx';

export interface SessionScreenProps {
  models: readonly ModelChoice[];
  /** As it was left on this device; absent where the page was not rendered by the server. */
  startsWithPanel?: boolean;
}

const screens = {
  loading: SessionSkeleton,
  ready: SessionPage,
  gone: () => (
    <SessionMissing title="This session was deleted" text="It was deleted here or on another device." />
  ),
  'not-found': () => (
    <SessionMissing
      title="There is no such session"
      text="The address may be mistyped, or the session belongs to someone else."
    />
  ),
} satisfies Record<SessionView['phase'], ComponentType<SessionScreenProps>>;

export function SessionScreen(props: SessionScreenProps) {
  const phase = useSession((view) => view.phase);
  const Screen: ComponentType<SessionScreenProps> = screens[phase];
  return <Screen {...props} />;
}
