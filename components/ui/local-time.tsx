'use client';

import { useIsAlive } from './use-is-alive.ts';

const clockFormat: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const fullFormat: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeStyle: 'short' };

/** The time of day where the reader is; the server does not know where that is. */
export function LocalTime({ at }: { at: string }) {
  const isAlive = useIsAlive();
  const date = new Date(at);
  return (
    <time
      dateTime={at}
      title={isAlive ? date.toLocaleString(undefined, fullFormat) : undefined}
      className="tabular-nums"
    >
      {isAlive ? date.toLocaleTimeString(undefined, clockFormat) : ''}
    </time>
  );
}
