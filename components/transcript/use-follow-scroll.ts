'use client';

import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { FollowScroll } from './follow-scroll.ts';

export interface FollowScrollRefs {
  scrollerRef: RefObject<HTMLDivElement | null>;
  contentRef: RefObject<HTMLDivElement | null>;
  spacerRef: RefObject<HTMLDivElement | null>;
  follow: FollowScroll;
  isNearEnd: boolean;
}

export function useFollowScroll(): FollowScrollRefs {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const spacerRef = useRef<HTMLDivElement>(null);
  const [isNearEnd, setIsNearEnd] = useState(true);
  const [follow] = useState(() => new FollowScroll(setIsNearEnd));

  // Synchronises with the scroll position, before the first paint.
  useLayoutEffect(() => {
    const [scroller, content, spacer] = [scrollerRef.current, contentRef.current, spacerRef.current];
    if (scroller && content && spacer) return follow.start({ scroller, content, spacer });
  }, [follow]);

  return { scrollerRef, contentRef, spacerRef, follow, isNearEnd };
}
