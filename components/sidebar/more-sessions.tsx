'use client';

import { useEffect, useRef } from 'react';
import { useSessionListActions } from '#lib/client/use-session-list-actions.ts';
import { Skeleton } from '../ui/skeleton.tsx';

/** Loads the next page of the list when its end comes into sight. */
export function MoreSessions({ isLoading }: { isLoading: boolean }) {
  const { loadMore } = useSessionListActions();
  const endRef = useRef<HTMLDivElement>(null);

  // Synchronises with what the browser shows. Observed anew after each page: a short one leaves the end in sight.
  useEffect(() => {
    const end = endRef.current;
    if (!end || isLoading) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && loadMore(), {
      rootMargin: '200px',
    });
    observer.observe(end);
    return () => observer.disconnect();
  }, [isLoading, loadMore]);

  return (
    <div ref={endRef} className="px-2.5 py-1">
      <Skeleton className="h-6 w-2/3" />
    </div>
  );
}
