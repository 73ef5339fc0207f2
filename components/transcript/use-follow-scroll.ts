'use client';

import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { FollowScroll } from './follow-scroll.ts';

export interface FollowScrollRefs {
  scrollerRef: RefObject<HTMLDivElement | null>;
  contentRef: RefObject<HTMLDivElement | null>;
  spacerRef: RefObject<HTMLDivElement | null>;
  followRef: RefObject<FollowScroll | null>;
  isNearEnd: boolean;
}

export function useFollowScroll(): FollowScrollRefs {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const spacerRef = useRef<HTMLDivElement>(null);
  const followRef = useRef<FollowScroll>(null);
  const [isNearEnd, setIsNearEnd] = useState(true);

  // Synchronises with the scroll position, before the first paint.
  useLayoutEffect(() => {
    const [scroller, content, spacer] = [scrollerRef.current, contentRef.current, spacerRef.current];
    if (!scroller || !content || !spacer) return;
    const follow = new FollowScroll({ scroller, content, spacer }, setIsNearEnd);
    followRef.current = follow;
    return follow.start();
  }, []);

  return { scrollerRef, contentRef, spacerRef, followRef, isNearEnd };
}
