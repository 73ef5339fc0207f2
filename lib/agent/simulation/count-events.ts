import type { Event } from '#lib/protocol/event.ts';

export interface EventCounts {
  runs: number;
  takeovers: number;
  cancels: number;
  queued: number;
  toolStarts: number;
  questions: number;
  unknownOutcomes: number;
  approvals: number;
  denials: number;
  expiries: number;
  parks: number;
}

export const noEvents: EventCounts = {
  runs: 0,
  takeovers: 0,
  cancels: 0,
  queued: 0,
  toolStarts: 0,
  questions: 0,
  unknownOutcomes: 0,
  approvals: 0,
  denials: 0,
  expiries: 0,
  parks: 0,
};

/** Adds what happened in a session, to see that the faults and the people were there. */
export function countEvents(events: readonly Event[], counts: EventCounts): void {
  for (const event of events) {
    if (event.type === 'run-request') counts.runs += 1;
    if (event.type === 'run-start' && event.attempt > 1 && event.strategy !== 'resume') counts.takeovers += 1;
    if (event.type === 'run-cancel') counts.cancels += 1;
    if (event.type === 'queue-add') counts.queued += 1;
    if (event.type === 'tool-start') counts.toolStarts += 1;
    if (event.type === 'approval-request') counts.questions += 1;
    if (event.type === 'approval-request' && event.why === 'unknown-outcome') counts.unknownOutcomes += 1;
    if (event.type === 'approval-response')
      counts[event.decision === 'approve' ? 'approvals' : 'denials'] += 1;
    if (event.type === 'approval-expire') counts.expiries += 1;
    if (event.type === 'run-suspend') counts.parks += 1;
  }
}
