'use client';

import { useIsAlive } from '#components/ui/use-is-alive.ts';

const short: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
};
const long: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeStyle: 'medium' };

/** Day and time as the reader writes them, without the year; the server does not know where that is, and says it in UTC. */
export function Moment({ at }: { at: string }) {
  const isAlive = useIsAlive();
  const date = new Date(at);
  return (
    <time
      dateTime={at}
      title={isAlive ? date.toLocaleString(undefined, long) : undefined}
      className="whitespace-nowrap tabular-nums"
    >
      {isAlive
        ? date.toLocaleString(undefined, short)
        : date.toLocaleString('en', { ...short, timeZone: 'UTC' })}
    </time>
  );
}
