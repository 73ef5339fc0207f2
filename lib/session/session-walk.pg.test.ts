import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { compactSession } from '#lib/db/housekeeping-rows.ts';
import type { Event } from '#lib/protocol/event.ts';
import { MAX_HISTORY_MESSAGES } from '#lib/protocol/limits.ts';
import type { Snapshot } from '#lib/protocol/snapshot.ts';
import { branchTo } from '#lib/state/message-tree.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState, fromSnapshot, toSnapshot, type SessionState } from '#lib/state/session-state.ts';
import { MemoryEventLog } from './memory-event-log.ts';
import { SessionReads } from './session-reads.ts';
import { arbitraryWalk, type WalkStep } from './testing/arbitrary-walk.ts';
import { alice, readAll, type Store } from './testing/log-fixture.ts';
import { openRaceTrack, type RaceTrack } from './testing/race-track.ts';
import { SessionWalk } from './testing/session-walk.ts';
import { toComparable } from './testing/to-comparable.ts';

// Each walk is some hundred round trips: as many as fit the time, some at least.
const [LEAST, BUDGET_MS] = [3, 3_000];
const RUNS = { numRuns: 15 };

let track: RaceTrack;
let reads: SessionReads;
beforeAll(async () => {
  track = await openRaceTrack();
  reads = new SessionReads({ db: track.database.prisma });
});
afterAll(() => track.close());

function inTime<A extends unknown[]>(run: (...args: A) => Promise<void>): (...args: A) => Promise<void> {
  const startedAt = performance.now();
  let runs = 0;
  return async (...args) => {
    if (runs++ < LEAST || performance.now() - startedAt < BUDGET_MS) await run(...args);
  };
}

async function walk(log: Store, holder: RaceTrack['one']['holder'], steps: readonly WalkStep[]) {
  const session = new SessionWalk(log, holder);
  const outcomes = await session.take(steps);
  return { sessionId: session.sessionId, outcomes, events: await readAll(log, session.sessionId) };
}

const walkPostgres = (steps: readonly WalkStep[]) => walk(track.one.log, track.one.holder, steps);

async function walkMemory(steps: readonly WalkStep[]) {
  const log = new MemoryEventLog({ clock: new ManualClock(1_700_000_000_000) });
  log.setConnected(track.one.holder, true);
  return walk(log, track.one.holder, steps);
}

/** What a fresh load shows of a state: the newest page of the default branch, its runs, and all that is live. */
function windowOf(state: SessionState): Snapshot {
  const messages = branchTo(state, state.tipId).slice(-MAX_HISTORY_MESSAGES);
  const shown = new Set(messages.map((message) => message.runId));
  const oldest = messages[0];
  return {
    ...toSnapshot(state),
    messages,
    olderBefore: oldest && oldest.parentId !== null ? oldest.id : null,
    runs: [...state.runs.values()].filter((run) => shown.has(run.runId) || run.status !== 'ended'),
  };
}

/** The snapshot that the rows give, or the code that there is none. */
function load(sessionId: string): Promise<Snapshot | string> {
  return reads.snapshot({ sessionId, userId: alice.id }).then(
    ({ snapshot }) => snapshot,
    (error: { code: string }) => error.code,
  );
}

test('both stores decide alike, whatever is asked of them, and write the same log', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryWalk,
      inTime(async (steps) => {
        const [inPostgres, inMemory] = [await walkPostgres(steps), await walkMemory(steps)];
        const compare = ({ outcomes, events }: typeof inMemory) => toComparable({ events, outcomes });
        expect(compare(inPostgres)).toEqual(compare(inMemory));
      }),
    ),
    RUNS,
  );
});

test('[D2] [U3] the rows give what the whole log folds to, and after a compaction, too [L6]', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryWalk,
      inTime(async (steps) => {
        const { sessionId, events } = await walkPostgres(steps);
        const folded = windowOf(reduce(createSessionState(sessionId), events));
        const loaded = await load(sessionId);
        if (loaded === 'gone') return;
        expect(loaded).toStrictEqual(folded);
        await compactSession(track.database.prisma, sessionId, 0);
        expect(await load(sessionId)).toStrictEqual(folded);
      }),
    ),
    RUNS,
  );
});

test('[D2] a catch-up from any cursor gives the rest of the log, or a snapshot', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryWalk,
      fc.nat(),
      inTime(async (steps, pick) => {
        const { sessionId, events } = await walkPostgres(steps);
        const cursor = pick % (events.length + 1);
        const request = { sessionId, userId: alice.id };
        const first = await reads.catchUp(request).catch(() => undefined);
        if (!first) return;
        const caught = await reads.catchUp({ ...request, cursor, epoch: first.epoch });
        expect(caught).toStrictEqual({
          epoch: first.epoch,
          lastSeq: events.length,
          role: 'owner',
          catchUp: { kind: 'events', events: events.slice(cursor) },
        });
        expect(first.catchUp).toStrictEqual({ kind: 'snapshot', snapshot: await load(sessionId) });
      }),
    ),
    RUNS,
  );
});

/** Nobody answers below a message that the reader has not loaded: of another branch a snapshot holds nothing. */
const oneBranch = arbitraryWalk.map((steps) => steps.filter(([move]) => move !== 'send-below'));

test('[D2] [L6] after a compaction a reader goes on from its snapshot as from the log', async () => {
  await fc.assert(
    fc.asyncProperty(
      oneBranch,
      oneBranch,
      inTime(async (before, after) => {
        const session = new SessionWalk(track.one.log, track.one.holder);
        await session.take(before);
        const { sessionId } = session;
        const known: readonly Event[] = await readAll(track.one.log, sessionId);
        await compactSession(track.database.prisma, sessionId, 0);
        const snapshot = await load(sessionId);
        if (typeof snapshot === 'string') return;
        await session.take(after);
        const rest = (await readAll(track.one.log, sessionId)).filter((event) => event.seq > snapshot.seq);
        const live = reduce(fromSnapshot(snapshot), rest);
        const whole = windowOf(reduce(createSessionState(sessionId), [...known, ...rest]));
        // A viewer keeps what it has loaded; of the newest page it shows what everybody else does.
        expect(branchTo(live, live.tipId).slice(-whole.messages.length)).toStrictEqual(whole.messages);
        expect(windowOf(live).queue).toStrictEqual(whole.queue);
      }),
    ),
    RUNS,
  );
});
