'use client';

import { useSessionActions } from '#lib/client/use-session-actions.ts';
import { sayRefused } from '../status/say-refused.ts';

/** Stops the live run, and says so when that was not possible. */
export function useStop(): () => void {
  const { stop } = useSessionActions();
  return () => {
    void stop()?.then((ack) => {
      if (!ack.ok) sayRefused('The answer was not stopped', ack.error);
    });
  };
}
