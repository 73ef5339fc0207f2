'use client';

import { useIsAlive } from '#components/ui/use-is-alive.ts';

const short: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
};
const long: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeStyle: 'medium' };

/** Day and time where the reader is; the server does not know where that is, and says it in UTC. */
export function Moment({ at }: { at: string }) {
  const isAlive = useIsAlive();
  const date = new Date(at);
  const zone = isAlive ? {} : { timeZone: 'UTC' };
  return (
    <time
      dateTime={at}
      title={isAlive ? date.toLocaleString('en-GB', long) : undefined}
      className="whitespace-nowrap tabular-nums"
    >
      {date.toLocaleString('en-GB', { ...short, ...zone })}
    </time>
  );
}
