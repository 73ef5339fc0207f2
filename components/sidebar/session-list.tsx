'use client';

import { useState } from 'react';
import { usePathname } from 'next/navigation';
import type { SessionListView } from '#lib/client/session-list-view.ts';
import { useSessionList } from '#lib/client/use-session-list.ts';
import { findSessionId } from '../shell/session-path.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useIsAlive } from '../ui/use-is-alive.ts';
import { groupByAge } from './group-by-age.ts';
import { MoreSessions } from './more-sessions.tsx';
import { SessionItem } from './session-item.tsx';

export interface SessionListProps {
  /** Shows the archived ones instead of the others. */
  archived: boolean;
  /** Milliseconds since 1970 when the server rendered: the first render in the browser groups by the same day. */
  renderedAtMs: number;
  onOpen: () => void;
}

const selectList = (view: SessionListView) => view;

export function SessionList({ archived, renderedAtMs, onOpen }: SessionListProps) {
  const view = useSessionList(selectList);
  const openId = findSessionId(usePathname());
  const isAlive = useIsAlive();
  const [aliveAtMs] = useState(() => Date.now());

  if (view.phase === 'loading') return <ListSkeleton />;
  const rows = view.rows.filter((row) => row.archived === archived);
  if (rows.length === 0 && !view.hasMore) return <EmptyList archived={archived} />;
  const groups = isAlive ? groupByAge(rows, aliveAtMs) : groupByAge(rows, renderedAtMs, 'UTC');
  return (
    <>
      {groups.map(({ heading, rows: members }) => (
        <section key={heading} aria-label={heading} className="mb-4">
          <h2 className="px-2.5 pb-1 text-xs font-medium text-ink-soft">{heading}</h2>
          <ul className="space-y-px">
            {members.map((row) => (
              <SessionItem key={row.sessionId} row={row} isOpen={row.sessionId === openId} onOpen={onOpen} />
            ))}
          </ul>
        </section>
      ))}
      {view.hasMore && <MoreSessions isLoading={view.loadingMore} />}
    </>
  );
}

function EmptyList({ archived }: { archived: boolean }) {
  return (
    <p className="px-2.5 py-2 text-sm text-ink-soft">
      {archived ? 'Nothing is archived.' : 'Your sessions will be kept here.'}
    </p>
  );
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading sessions" className="space-y-2 px-2.5 pt-1">
      {['w-3/4', 'w-1/2', 'w-2/3', 'w-2/5'].map((width) => (
        <Skeleton key={width} className={`h-6 ${width}`} />
      ))}
    </div>
  );
}
