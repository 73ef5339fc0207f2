'use client';

import type { ToolPart } from '#lib/protocol/message.ts';
import { formatDuration, formatWholeSeconds } from '../ui/format-duration.ts';
import { useNow } from '../ui/use-now.ts';

/** How long the tool took, or has been running by now. */
export function ToolTime({ part }: { part: ToolPart }) {
  if (part.state === 'running' && part.startedAt !== undefined) return <RunningTime since={part.startedAt} />;
  if (part.durationMs === undefined) return null;
  return <Time words={formatDuration(part.durationMs)} />;
}

function RunningTime({ since }: { since: string }) {
  const nowMs = useNow(1_000);
  if (nowMs === undefined) return null;
  return <Time words={formatWholeSeconds(nowMs - Date.parse(since))} />;
}

function Time({ words }: { words: string }) {
  return <span className="shrink-0 text-xs text-ink-soft tabular-nums">{words}</span>;
}
