'use client';

import { useEffect, useRef } from 'react';
import { useConnection } from '#lib/client/use-connection.ts';
import { useSession } from '#lib/client/use-session.ts';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import { Skeleton } from '../ui/skeleton.tsx';

/** Loads the page above when its place comes near. Keeps one height, loading or not. */
export function OlderMessages() {
  const olderBefore = useSession((view) => view.state.olderBefore);
  const isLoading = useSession((view) => view.loadingOlder);
  const isLive = useConnection(({ status }) => status === 'live');
  const { loadOlder } = useSessionActions();
  const topRef = useRef<HTMLDivElement>(null);

  // Synchronises with what the browser shows. Observed anew for each page, and when the connection is back.
  useEffect(() => {
    const top = topRef.current;
    if (!top || isLoading || !isLive) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && loadOlder(), {
      root: top.closest('[data-transcript]'),
      rootMargin: '600px 0px 0px',
    });
    observer.observe(top);
    return () => observer.disconnect();
  }, [isLoading, isLive, loadOlder]);

  if (olderBefore === null) return null;
  return (
    <div ref={topRef} className="space-y-3 pb-8">
      <span className="sr-only">Older messages are above</span>
      <Skeleton className="ml-auto h-10 w-2/5 rounded-lg" />
      <Skeleton className="h-4 w-11/12" />
      <Skeleton className="h-4 w-4/5" />
    </div>
  );
}
