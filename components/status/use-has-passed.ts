'use client';

import { useEffect, useState } from 'react';

/** Whether a moment is over; renders again when it comes. Milliseconds since 1970. */
export function useHasPassed(atMs: number): boolean {
  const [passedMs, setPassedMs] = useState<number>();

  // Synchronises with the clock.
  useEffect(() => {
    const timer = setTimeout(() => setPassedMs(atMs), Math.max(0, atMs - Date.now()));
    return () => clearTimeout(timer);
  }, [atMs]);

  return passedMs === atMs;
}
