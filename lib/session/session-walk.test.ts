import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { eventSchema } from '#lib/protocol/event.ts';
import { snapshotSchema } from '#lib/protocol/snapshot.ts';
import { reduce } from '#lib/state/reduce.ts';
import { textOf } from '#lib/state/selectors.ts';
import { createSessionState, fromSnapshot, toSnapshot } from '#lib/state/session-state.ts';
import { MemoryEventLog } from './memory-event-log.ts';
import { findRunFaults } from './testing/find-run-faults.ts';
import { arbitraryWalk, type WalkStep } from './testing/arbitrary-walk.ts';
import { readAll } from './testing/log-fixture.ts';
import { SessionWalk } from './testing/session-walk.ts';

async function walk(steps: readonly WalkStep[]) {
  const log = new MemoryEventLog({ clock: new ManualClock(1_700_000_000_000) });
  const holder = { name: 'worker', lock: '1' };
  log.setConnected(holder, true);
  const session = new SessionWalk(log, holder);
  const outcomes = await session.take(steps);
  const events = await readAll(log, session.sessionId);
  return {
    events,
    outcomes,
    empty: createSessionState(session.sessionId),
    state: log.stateOf(session.sessionId),
  };
}

test('[D2] whatever is decided, the log is of the protocol, and a reader from any place in it sees the same', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(arbitraryWalk, fc.nat(), async (steps, pick) => {
      const { events, outcomes, empty, state } = await walk(steps);
      for (const event of events) expect(eventSchema.parse(event)).toStrictEqual(event);
      const whole = reduce(empty, events);
      expect(whole).toStrictEqual(state);
      const cut = pick % (events.length + 1);
      const snapshot = snapshotSchema.parse(
        JSON.parse(JSON.stringify(toSnapshot(reduce(empty, events.slice(0, cut))))),
      );
      const rest = JSON.parse(JSON.stringify(events.slice(cut)));
      expect(toSnapshot(reduce(fromSnapshot(snapshot), rest))).toStrictEqual(toSnapshot(whole));
      for (const event of events) seen.add(event.type);
      for (const outcome of outcomes) if (typeof outcome === 'string') seen.add(outcome);
    }),
    { numRuns: 200 },
  );
  // The walks went everywhere: else all of this says little.
  const events =
    'session-create message-add run-request run-start run-chunk run-suspend run-cancel run-end queue-add queue-edit ' +
    'queue-move queue-remove message-rate session-rename session-archive approval-request approval-response ' +
    'approval-expire';
  const outcomes =
    'ok fenced cancelled gone not-found already-ended invalid-input queue-full conflict forbidden';
  expect([...seen]).toEqual(expect.arrayContaining(`${events} ${outcomes}`.split(' ')));
});

test('[R1] [L4] [C3] [C6] [A2] whatever is decided, each run has one life, each queued item one fate, each question one answer', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryWalk, async (steps) => {
      const { events } = await walk(steps);
      expect(findRunFaults(events)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('[D7] whatever is decided, text only grows, but for a restart', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryWalk, async (steps) => {
      const { events, empty } = await walk(steps);
      let before = empty;
      for (const event of events) {
        const after = reduce(before, [event]);
        if (event.type !== 'run-start' || event.strategy !== 'restart') {
          for (const [id, message] of before.messages) {
            const next = after.messages.get(id);
            expect(next && textOf(next).startsWith(textOf(message))).toBe(true);
          }
        }
        before = after;
      }
    }),
    { numRuns: 100 },
  );
});
