'use client';

import { useIsAlive } from '#components/ui/use-is-alive.ts';

const format: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };

/** Day and time where the reader is; until the browser says where, UTC. */
export function LocalDateTime({ at }: { at: string }) {
  const isAlive = useIsAlive();
  const words = isAlive
    ? new Date(at).toLocaleString(undefined, format)
    : `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return (
    <time dateTime={at} title={at} className="whitespace-nowrap tabular-nums">
      {words}
    </time>
  );
}
