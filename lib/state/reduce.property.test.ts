import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventSchema, type Event } from '#lib/protocol/event.ts';
import { snapshotSchema } from '#lib/protocol/snapshot.ts';
import { branchTo } from './message-tree.ts';
import { reduce } from './reduce.ts';
import { textOf } from './selectors.ts';
import { createSessionState, fromSnapshot, toSnapshot, type SessionState } from './session-state.ts';
import { arbitraryDelivery, arbitraryLog } from './testing/arbitrary-log.ts';

const sessionId = '00000000-0000-7000-8000-00000000ffff';
const empty = createSessionState(sessionId);

/** A state with its order: maps are compared as the lists they are shown as. */
const look = (state: SessionState) => ({ ...toSnapshot(state), tipId: state.tipId });
const throughTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** The state before and after each event. */
function* walk(
  events: readonly Event[],
): Generator<{ event: Event; before: SessionState; after: SessionState }> {
  let before = empty;
  for (const event of events) {
    const after = reduce(before, [event]);
    yield { event, before, after };
    before = after;
  }
}

test('the logs of these properties are of the protocol, and have something of everything', () => {
  const types = new Set<string>();
  fc.assert(
    fc.property(arbitraryLog, (events) => {
      for (const event of events) {
        expect(eventSchema.parse(event)).toStrictEqual(event);
        types.add(event.type);
      }
    }),
    { seed: 1, numRuns: 100 },
  );
  expect(types.size).toBe(22);
});

describe('the fold', () => {
  test('[D1] of any split of the log is the fold of the whole', () => {
    fc.assert(
      fc.property(arbitraryDelivery, ({ events, cuts }) => {
        let state = empty;
        cuts.forEach((cut, index) => (state = reduce(state, events.slice(cut, cuts[index + 1]))));
        expect(look(state)).toStrictEqual(look(reduce(empty, events)));
      }),
    );
  });

  test('[D1] drops what comes twice, whole batches and overlapping ones', () => {
    fc.assert(
      fc.property(arbitraryDelivery, ({ events, cuts, overlaps }) => {
        let state = empty;
        cuts.forEach((cut, index) => {
          const from = Math.max(0, cut - (overlaps[index] ?? 0));
          const batch = events.slice(from, cuts[index + 1]);
          state = reduce(reduce(state, batch), batch);
        });
        expect(look(state)).toStrictEqual(look(reduce(empty, events)));
        expect(reduce(state, events)).toBe(state);
      }),
    );
  });

  test('[D2] from a snapshot at any seq, sent over the wire, is the fold of the whole', () => {
    fc.assert(
      fc.property(arbitraryDelivery, ({ events, cuts }) => {
        const whole = look(reduce(empty, events));
        for (const cut of cuts) {
          const snapshot = throughTheWire(toSnapshot(reduce(empty, events.slice(0, cut))));
          const rest = throughTheWire(events.slice(cut));
          expect(look(reduce(fromSnapshot(snapshot), rest))).toStrictEqual(throughTheWire(whole));
        }
      }),
    );
  });

  test('is a snapshot of the protocol at every seq, with nothing in it that the protocol does not name', () => {
    fc.assert(
      fc.property(arbitraryDelivery, ({ events, cuts }) => {
        for (const cut of cuts) {
          const snapshot = toSnapshot(reduce(empty, events.slice(0, cut)));
          expect(snapshotSchema.parse(snapshot)).toStrictEqual(snapshot);
        }
      }),
    );
  });

  test('never changes a state in place', () => {
    fc.assert(
      fc.property(arbitraryLog, (events) => {
        const seen: { state: SessionState; text: string }[] = [];
        for (const { after } of walk(events)) seen.push({ state: after, text: JSON.stringify(look(after)) });
        for (const { state, text } of seen) expect(JSON.stringify(look(state))).toBe(text);
      }),
    );
  });
});

describe('what an event does not touch', () => {
  test('keeps its identity: other messages, other runs, and the parts before the open ones', () => {
    fc.assert(
      fc.property(arbitraryLog, (events) => {
        for (const { event, before, after } of walk(events)) {
          const touched = namedBy(event, before, after);
          for (const [id, message] of before.messages)
            if (!touched.has(id)) expect(after.messages.get(id)).toBe(message);
          for (const [id, run] of before.runs) if (!touched.has(id)) expect(after.runs.get(id)).toBe(run);
          if (!event.type.startsWith('queue-')) expect(after.queue).toBe(before.queue);
          if (event.type === 'run-chunk') expectOldPartsKept(event.runId, before, after);
        }
      }),
    );
  });
});

/** Ids of the messages and runs that an event may change: its own, its run's, and the siblings of a new message. */
function namedBy(event: Event, before: SessionState, after: SessionState): Set<string> {
  const ids = new Set<string>();
  if ('messageId' in event) ids.add(event.messageId);
  if ('runId' in event) ids.add(event.runId).add(before.runs.get(event.runId)?.messageId ?? '');
  for (const [id, { siblings }] of after.messages)
    if (!before.messages.has(id)) siblings.forEach((it) => ids.add(it));
  return ids;
}

function expectOldPartsKept(runId: string, before: SessionState, after: SessionState): void {
  const id = before.runs.get(runId)?.messageId ?? '';
  const parts = after.messages.get(id)?.parts;
  before.messages.get(id)?.parts.forEach((part, index) => {
    // What is equal is the same: a view that compares by reference paints nothing for it.
    if (
      JSON.stringify(part) === JSON.stringify(parts?.[index]) &&
      part.type !== 'dynamic-tool' &&
      !isOpen(part)
    ) {
      expect(parts?.[index]).toBe(part);
    }
  });
}

const isOpen = (part: object) => 'state' in part && part.state === 'streaming';

describe('the message tree', () => {
  test('gives each message its siblings in the order they joined, and has the newest at its tip', () => {
    fc.assert(
      fc.property(arbitraryLog, (events) => {
        const joined = events.flatMap((event) => {
          if (event.type === 'message-add') return [event.message];
          if (event.type !== 'run-request' || event.parentRunId !== undefined) return [];
          return [{ id: event.messageId, parentId: event.parentId }];
        });
        const state = reduce(empty, events);
        expect(
          [...state.messages.values()].map(({ id, parentId, siblings }) => ({ id, parentId, siblings })),
        ).toEqual(
          joined.map(({ id, parentId }) => ({
            id,
            parentId,
            siblings: joined.filter((other) => other.parentId === parentId).map((other) => other.id),
          })),
        );
        expect(state.tipId).toBe(joined.at(-1)?.id ?? null);
        const branch = branchTo(state, state.tipId);
        expect(branch.map((message) => message.parentId)).toEqual([
          null,
          ...branch.slice(0, -1).map(({ id }) => id),
        ]);
      }),
    );
  });
});

describe('a run', () => {
  test('[D7] shows text that only grows, unless a restart says otherwise', () => {
    fc.assert(
      fc.property(arbitraryLog, (events) => {
        for (const { event, before, after } of walk(events)) {
          if (event.type === 'run-start' && event.strategy === 'restart') continue;
          for (const [id, message] of before.messages) {
            const next = after.messages.get(id);
            expect(next && textOf(next).startsWith(textOf(message))).toBe(true);
          }
        }
      }),
    );
  });

  test('[R1] that has ended has nothing open, and only then has its message stopped streaming', () => {
    fc.assert(
      fc.property(arbitraryLog, (events) => {
        const state = reduce(empty, events);
        const ended = new Set(events.flatMap((event) => (event.type === 'run-end' ? [event.runId] : [])));
        for (const [runId, run] of state.runs) {
          expect(run.status === 'ended').toBe(ended.has(runId));
          const message = state.messages.get(run.messageId);
          if (message) expect(message.status === 'streaming').toBe(!ended.has(runId));
          if (ended.has(runId)) expect(message?.parts.filter(isOpen) ?? []).toEqual([]);
        }
        const leftOver = [...state.approvals, ...state.steers].filter(({ runId }) => ended.has(runId));
        expect(leftOver).toEqual([]);
      }),
    );
  });
});

test('[X34] no event, whatever its parts and tool calls are called, changes a prototype', () => {
  const names = () =>
    JSON.stringify([Object.prototype, Map.prototype, Array.prototype].map(Object.getOwnPropertyNames));
  const before = names();
  fc.assert(fc.property(arbitraryLog, (events) => void reduce(empty, throughTheWire(events))));
  expect(names()).toBe(before);
});
