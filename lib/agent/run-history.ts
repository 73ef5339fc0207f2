import type { Event } from '#lib/protocol/event.ts';

/** Attempts of a run that its limits count: all but those that go on after a wait for people. [R5] */
export function countAttempts(events: readonly Event[]): number {
  return events.filter(isCounted).length;
}

/** The newest of them that added nothing which stays. */
export function countFruitless(events: readonly Event[]): number {
  return countAttempts(events.slice(events.findLastIndex(isContent) + 1));
}

/** The newest thing that its workers did was to park it until people answer. */
export function isWaitingForPeople(events: readonly Event[]): boolean {
  const last = events.findLast((event) => event.type === 'run-suspend' || event.type === 'run-start');
  return last?.type === 'run-suspend' && isForPeople(last);
}

/** Time between the start of each attempt and the last that it wrote. */
export function sumActiveMs(events: readonly Event[]): number {
  let sumMs = 0;
  let from: number | undefined;
  let until = 0;
  for (const event of events) {
    const at = Date.parse(event.at);
    if (event.type === 'run-start') {
      if (from !== undefined) sumMs += until - from;
      from = at;
      until = at;
    }
    if (written.has(event.type)) until = at;
  }
  return from === undefined ? 0 : sumMs + Math.max(0, until - from);
}

const written: ReadonlySet<string> = new Set(['run-chunk', 'tool-start', 'run-suspend', 'approval-request']);

const lasting: ReadonlySet<string> = new Set([
  'text-delta',
  'reasoning-delta',
  'finish-step',
  'tool-output-available',
  'tool-output-error',
  'tool-output-denied',
]);

function isContent(event: Event): boolean {
  return event.type === 'run-chunk' && event.chunks.some((chunk) => lasting.has(chunk.type));
}

function isCounted(event: Event): boolean {
  return event.type === 'run-start' && event.strategy !== 'resume';
}

function isForPeople(suspend: Extract<Event, { type: 'run-suspend' }>): boolean {
  return !suspend.waitingFor.some((what) => what.startsWith('retry-at:'));
}
