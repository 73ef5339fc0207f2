import type { ComponentProps } from 'react';
import { Badge } from '#components/admin/frame/badge.tsx';
import { LiveDot } from '#components/ui/live-dot.tsx';
import { toRunState, type RunTone } from './run-state.ts';

const tones = { live: 'good', good: 'good', bad: 'bad', plain: 'plain' } satisfies Record<
  RunTone,
  ComponentProps<typeof Badge>['tone']
>;

/** Where an eval run is. */
export function RunBadge({ run }: { run: Parameters<typeof toRunState>[0] }) {
  const { words, tone } = toRunState(run);
  return (
    <Badge tone={tones[tone]}>
      {tone === 'live' && <LiveDot className="mr-1.5 size-1.5" />}
      {words}
    </Badge>
  );
}
