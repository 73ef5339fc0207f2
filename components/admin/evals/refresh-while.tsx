'use client';

import { useEffect } from 'react';
import { useRouter } from 'next/navigation';

const EVERY_MS = 3_000;

/** Asks for the page again now and then, while something on it runs and somebody looks. */
export function RefreshWhile({ isLive }: { isLive: boolean }) {
  const router = useRouter();
  // Synchronises with the server.
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(() => !document.hidden && router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [isLive, router]);
  return null;
}
