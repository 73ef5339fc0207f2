import type { Event } from '#lib/protocol/event.ts';
import type { NewEvent } from '../session-control.ts';
import { agent } from './log-fixture.ts';

interface Tag {
  readonly batch: string;
  readonly epoch: number;
  readonly index: number;
  readonly size: number;
}

/** A batch whose every event says which batch it is of, and under which epoch it was written. */
export function createTaggedBatch(runId: string, batch: string, epoch: number, size: number): NewEvent[] {
  return Array.from({ length: size }, (_, index): NewEvent => {
    const tag: Tag = { batch, epoch, index, size };
    return {
      type: 'run-chunk',
      runId,
      chunks: [{ type: 'text-delta', id: 't', delta: JSON.stringify(tag) }],
      actor: agent,
    };
  });
}

function tagOf(event: Event): Tag | undefined {
  if (event.type !== 'run-chunk') return undefined;
  const [chunk] = event.chunks;
  // Cast: these logs hold no other content than `createTaggedBatch` makes.
  return chunk?.type === 'text-delta' ? (JSON.parse(chunk.delta) as Tag) : undefined;
}

/** Names of the batches that a log holds. */
export function batchesOf(events: readonly Event[]): string[] {
  return [...new Set(events.flatMap((event) => tagOf(event)?.batch ?? []))];
}

interface RunSoFar {
  epoch: number;
  cancelled: boolean;
  ended: boolean;
}

/**
 * What of the log's rules a whole log of one session breaks, in plain words; nothing when it breaks none. Each claim
 * of a run raises its epoch by one and writes one `run-start`, so the log itself says which epoch is the newest.
 */
export function findLogFaults(events: readonly Event[]): string[] {
  const faults: string[] = [];
  const runs = new Map<string, RunSoFar>();
  const seen = new Map<string, number>();
  events.forEach((event, position) => {
    const fault = (text: string) => faults.push(`${text} (seq ${event.seq}, ${event.type})`);
    if (event.seq !== position + 1) fault(`[L1] seq ${position + 1} expected`);
    if (!('runId' in event)) return;
    const run = runs.get(event.runId) ?? { epoch: 0, cancelled: false, ended: false };
    runs.set(event.runId, run);
    if (run.ended) fault('[R1] after the end of its run');
    if (event.type === 'run-start') run.epoch += 1;
    if (event.type === 'run-cancel') run.cancelled = true;
    if (event.type === 'run-end') run.ended = true;
    const tag = tagOf(event);
    if (!tag) return;
    if (run.cancelled) fault('[C3] content after the cancel');
    if (tag.epoch !== run.epoch)
      fault(`[L4] written under epoch ${tag.epoch} when ${run.epoch} was the newest`);
    const previous = events[position - 1];
    const before = previous && tagOf(previous);
    const follows = before?.batch === tag.batch && before.index === tag.index - 1;
    if (tag.index > 0 ? !follows : seen.has(tag.batch))
      fault(`[L2] batch ${tag.batch} is torn or twice here`);
    seen.set(tag.batch, (seen.get(tag.batch) ?? 0) + 1);
    if (tag.index === tag.size - 1 && seen.get(tag.batch) !== tag.size)
      fault(`[L2] batch ${tag.batch} is not whole`);
  });
  const last = events.at(-1);
  const open = last && tagOf(last);
  if (open && open.index !== open.size - 1) faults.push(`[L2] batch ${open.batch} ends with the log`);
  return faults;
}
