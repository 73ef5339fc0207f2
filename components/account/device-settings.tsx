'use client';

import { useConnection } from '#lib/client/use-connection.ts';
import { useIsAlive } from '../ui/use-is-alive.ts';
import { nameDevice } from './name-device.ts';

const statusWords = {
  live: 'Connected',
  connecting: 'Connecting',
  offline: 'Offline',
  unauthorized: 'Signed out',
  'upgrade-required': 'Out of date: reload the page',
} as const;

export function DeviceSettings() {
  const isAlive = useIsAlive();
  const { status, hello } = useConnection((view) => view);
  const rows = [
    ['Browser', isAlive ? nameDevice(navigator.userAgent) : ''],
    ['Connection', statusWords[status]],
    ['Server', hello ? `build ${hello.build}` : ''],
  ] as const;
  return (
    <dl className="space-y-2 text-sm">
      {rows.map(([term, value]) => (
        <div key={term} className="flex gap-4">
          <dt className="w-28 shrink-0 text-ink-soft">{term}</dt>
          <dd className="min-h-[1.3125rem]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
