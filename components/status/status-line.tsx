'use client';

import { useState } from 'react';
import Link from 'next/link';
import type { ConnectionView } from '#lib/client/connection-view.ts';
import { useClient } from '#lib/client/client-context.ts';
import { useConnection } from '#lib/client/use-connection.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { findStatusWords, QUIET_MS, type StatusWords } from './connection-words.ts';
import { useHasPassed } from './use-has-passed.ts';

const toneClasses = {
  calm: 'bg-kelp-wash text-ink',
  wait: 'bg-sand-wash text-ink',
  bad: 'bg-coral-wash text-ink',
} satisfies Record<StatusWords['tone'], string>;

const selectView = (view: ConnectionView) => view;

/** The one place that speaks of the connection. Whoever shows it lays it over the page, so that nothing moves. */
export function StatusLine() {
  const view = useConnection(selectView);
  const [mountedAtMs] = useState(() => Date.now());
  const isLongDown = useHasPassed((view.downSinceMs ?? mountedAtMs) + QUIET_MS);
  const status = findStatusWords(view, isLongDown ? QUIET_MS : 0);
  if (!status) return null;
  return (
    <div
      data-status={view.status}
      className={classNames(
        'flex min-h-8 animate-rise flex-wrap items-center justify-center gap-x-3 gap-y-1 rounded-full border border-line px-4 py-1 text-sm',
        toneClasses[status.tone],
      )}
    >
      {status.words}
      {status.action === 'sign-in' && <SignInActions />}
      {status.action === 'reload' && (
        <Button size="small" onClick={() => location.reload()}>
          Reload
        </Button>
      )}
    </div>
  );
}

function SignInActions() {
  const client = useClient();
  return (
    <>
      <Button size="small" asChild>
        <Link href="/sign-in">Sign in</Link>
      </Button>
      <Button size="small" tone="plain" onClick={() => void client.signInAsGuest()}>
        Go on as a guest
      </Button>
    </>
  );
}
