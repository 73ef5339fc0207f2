'use client';

import { Hand } from 'lucide-react';
import type { SessionListRow } from '#lib/client/session-list-view.ts';
import { toSessionPath } from '../shell/session-path.ts';
import { WorkspaceLink } from '../shell/workspace-link.tsx';
import { LiveDot } from '../ui/live-dot.tsx';
import { classNames } from '../ui/class-names.ts';
import { toRowState, untitled, type RowState } from './row-state.ts';

const stateWords = {
  asking: 'waits for your approval',
  live: 'answering now',
  unread: 'has news',
  unsent: 'not sent yet',
  quiet: '',
} satisfies Record<RowState, string>;

export function SessionLink({
  row,
  isOpen,
  onOpen,
}: {
  row: SessionListRow;
  isOpen: boolean;
  onOpen: () => void;
}) {
  const state = toRowState(row, isOpen);
  return (
    <WorkspaceLink
      href={toSessionPath(row.sessionId)}
      onClick={onOpen}
      aria-current={isOpen ? 'page' : undefined}
      data-state={state}
      className={classNames(
        'flex h-8 min-w-0 flex-1 items-center gap-2.5 rounded-md pr-9 pl-2.5 text-sm pointer-coarse:h-11',
        (state === 'unread' || state === 'asking') && 'font-semibold',
      )}
    >
      <span className="flex w-2 shrink-0 justify-center">
        {state === 'asking' && (
          <Hand aria-hidden className="-mx-1 size-4 shrink-0 text-sand" strokeWidth={2} />
        )}
        {state === 'live' && <LiveDot />}
        {state === 'unread' && <span aria-hidden className="size-2 rounded-full bg-ink-soft" />}
        {state === 'unsent' && <span aria-hidden className="size-2 rounded-full border border-line-strong" />}
      </span>
      <span className={classNames('truncate', row.title === null && 'text-ink-soft')}>
        {row.title ?? untitled}
      </span>
      {stateWords[state] && <span className="sr-only">, {stateWords[state]}</span>}
    </WorkspaceLink>
  );
}
