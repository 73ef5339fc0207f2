import type { Unsubscribe } from '#lib/base/emitter.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { CommittedBatch, EventLog } from './event-log.ts';

/**
 * `log` a session's log grew (key: session, value: its last seq); `list` what the session list shows of it changed;
 * `run` a run of it can be claimed (key: session, value: run); `login` a login or user lost its rights (key: login or
 * user id).
 */
export type WakeUpChannel = 'log' | 'list' | 'run' | 'login';

/**
 * Hints between the parts and nodes of one installation. A hint may be lost, repeated or late: who hears it reads the
 * database, and who misses it finds out by polling. Losing one costs time, never data.
 */
export interface WakeUps {
  /** Heard on this node at once, on the others soon. Hints with one key are merged, the last value wins. */
  publish(channel: WakeUpChannel, key: string, value?: string): void;
  /** Heard on the other nodes only: this one knows already. */
  tellOthers(channel: WakeUpChannel, key: string, value?: string): void;
  subscribe(channel: WakeUpChannel, listener: (key: string, value: string) => void): Unsubscribe;
}

/** Tells of every commit of this node. Whoever reads the log here hears of it from the log itself. */
export function announceCommits(log: EventLog, wakeUps: WakeUps): Unsubscribe {
  return log.committed.on((batch) => {
    const lastSeq = batch.events.at(-1)?.seq;
    wakeUps.tellOthers('log', batch.sessionId, String(lastSeq ?? 0));
    if (changesList(batch)) wakeUps.publish('list', batch.sessionId);
    for (const event of batch.events) {
      if (wakesRun(event)) wakeUps.publish('run', batch.sessionId, event.runId);
    }
  });
}

/** There is a run to be claimed, or one that may have waited for this answer. */
function wakesRun(event: Event): event is Extract<Event, { runId: string }> {
  return event.type === 'run-request' || event.type === 'approval-response';
}

function changesList(batch: CommittedBatch): boolean {
  return batch.deleted !== undefined || batch.events.some((event) => event.type !== 'run-chunk');
}
