import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { SEEDED_SEQ, type SeededSession } from '#lib/db/testing/seed-sessions.ts';
import { decideDelete } from './decide/decide-session.ts';
import type { AppendResult } from './event-log.ts';
import { batchesOf, createTaggedBatch, findLogFaults } from './testing/find-log-faults.ts';
import { alice, cancelRun, claimRun, endRun, model } from './testing/log-fixture.ts';
import { mutateAppend } from './testing/mutate-append.ts';
import { openRaceTrack, type Node, type RaceTrack } from './testing/race-track.ts';

const AT_ONCE = 10;
/** Races per test: as many as there is time for. A machine too slow for the least of them fails. */
const [LEAST, MOST, BUDGET_MS] = [40, 500, 2_000];

let track: RaceTrack;
beforeAll(async () => {
  track = await openRaceTrack();
});
afterAll(() => track.close());

interface Race {
  readonly session: SeededSession;
  /** Names of the batches whose writer was told that they are in the log. */
  readonly acked: string[];
  readonly verdicts: AppendResult['status'][];
}

/** Appends batch after batch, as a worker does, until it is told to stop, or has written `batches` of them. */
async function write(race: Race, node: Node, runEpoch: number, batches = Infinity): Promise<void> {
  const { sessionId, runId } = race.session;
  let after = runEpoch === 1 ? SEEDED_SEQ : (await track.readLog(sessionId)).length;
  for (let n = 0; n < batches; n++) {
    const batch = createId();
    const member = {
      sessionId,
      runId,
      runEpoch,
      after,
      events: createTaggedBatch(runId, batch, runEpoch, 1 + (n % 3)),
    };
    // A group waits for nobody; what it left out is appended alone.
    const results = await node.log.append([member]);
    const [result] =
      results[0]?.status === 'locked' ? await node.log.append([member], { wait: true }) : results;
    if (!result) throw new Error('append gave no result');
    race.verdicts.push(result.status);
    if (result.status !== 'ok') return;
    race.acked.push(batch);
    after = result.events.at(-1)?.seq ?? after;
  }
}

async function takeOver(race: Race, node: Node): Promise<void> {
  const { sessionId, runId } = race.session;
  const claimed = await claimRun(node.log, sessionId, runId, node.holder);
  if (claimed.status === 'claimed') await write(race, node, claimed.runEpoch, 3);
}

/** A cancel, an end and a delete refuse what came too late for them: that is an answer, too. */
const settle = (work: Promise<unknown>) => work.catch(() => undefined);
const cancel = ({ session }: Race, { log }: Node) => settle(cancelRun(log, session.sessionId, session.runId));
const end = ({ session }: Race, { log }: Node, epoch = 1) =>
  settle(endRun(log, session.sessionId, session.runId, epoch));
const remove = ({ session: { sessionId } }: Race, { log }: Node) =>
  log.transact({ sessionId, userId: alice.id }, (control) =>
    decideDelete(control, { actor: alice, defaultModel: model }),
  );

interface Finish {
  readonly races: number;
  readonly faults: string[];
  /** How often each verdict was given. */
  readonly verdicts: Partial<Record<AppendResult['status'], number>>;
  /** Races whose run has ended. */
  readonly ended: number;
}

/** Runs a race in many sessions, some at a time, and looks at the whole log of each. */
async function runRaces(held: boolean, run: (race: Race) => Promise<unknown>): Promise<Finish> {
  const waiting = await track.seed(MOST, held);
  const races: Race[] = [];
  const startedAt = performance.now();
  const lane = async () => {
    while (races.length < LEAST || performance.now() - startedAt < BUDGET_MS) {
      const session = waiting.pop();
      if (!session) return;
      const race: Race = { session, acked: [], verdicts: [] };
      races.push(race);
      await run(race);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const faults: string[] = [];
  let ended = 0;
  for (const { session, acked } of races) {
    const events = await track.readLog(session.sessionId);
    faults.push(...findLogFaults(events));
    if (events.some((event) => event.type === 'run-end')) ended += 1;
    if (batchesOf(events).toSorted().join() !== acked.toSorted().join())
      faults.push('the log is not what was acked');
  }
  const verdicts: Finish['verdicts'] = {};
  for (const verdict of races.flatMap((race) => race.verdicts))
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  return { races: races.length, faults, verdicts, ended };
}

/** No fault; every old writer heard this in the end, and before that wrote something. */
function expectStopped(finish: Finish, verdict: AppendResult['status'], ended: number): void {
  const { races } = finish;
  expect(finish).toEqual({
    races,
    faults: [],
    verdicts: { ok: expect.any(Number), [verdict]: races },
    ended,
  });
  expect(finish.verdicts.ok).toBeGreaterThan(races);
}

describe('[L1] [L2] [L4] [C3] [R1] an append raced against', () => {
  test('a takeover: the old writer is fenced, the new one goes on', async () => {
    const { one, two } = track;
    const finish = await runRaces(false, (race) => Promise.all([write(race, one, 1), takeOver(race, two)]));
    expectStopped(finish, 'fenced', 0);
  });

  test('a cancel: the writer learns of it, and its end is the only one', async () => {
    const { one, two } = track;
    const finish = await runRaces(true, (race) =>
      Promise.all([write(race, one, 1).then(() => end(race, one)), cancel(race, two)]),
    );
    expectStopped(finish, 'cancelled', finish.races);
  });

  test('an end: nothing follows it', async () => {
    const { one, two } = track;
    const finish = await runRaces(true, (race) => Promise.all([write(race, one, 1), end(race, two)]));
    expectStopped(finish, 'fenced', finish.races);
  });

  test('a delete: the writer is fenced, the run has its end', async () => {
    const { one, two } = track;
    const finish = await runRaces(true, (race) => Promise.all([write(race, one, 1), remove(race, two)]));
    expectStopped(finish, 'fenced', finish.races);
  });

  test('all of them at once', async () => {
    const { one, two } = track;
    const finish = await runRaces(false, (race) =>
      Promise.all([
        write(race, one, 1).then(() => end(race, one)),
        takeOver(race, two),
        end(race, two),
        cancel(race, two),
        remove(race, one),
      ]),
    );
    expect(finish).toMatchObject({ faults: [], ended: finish.races });
  });

  test('itself: a batch sent by both nodes at once is there once, and both hear the same', async () => {
    const answers: string[][] = [];
    const finish = await runRaces(true, async (race) => {
      const { sessionId, runId } = race.session;
      for (let n = 0, after = SEEDED_SEQ; n < 4; n++) {
        const batch = createId();
        const member = {
          sessionId,
          runId,
          runEpoch: 1,
          after,
          events: createTaggedBatch(runId, batch, 1, 2),
        };
        const nodes = n % 2 === 0 ? [track.one, track.two] : [track.two, track.one];
        const twice = (
          await Promise.all(nodes.map(({ log }) => log.append([member], { wait: true })))
        ).flat();
        answers.push(twice.map((answer) => JSON.stringify(answer)));
        race.acked.push(batch);
        after += 2;
      }
    });
    expect(finish.faults).toEqual([]);
    expect(answers.filter(([first, second]) => first !== second)).toEqual([]);
  });

  test('[L7] itself, in groups that share sessions: nobody waits in a circle', async () => {
    const sessions = await track.seed(20, true);
    const statuses: string[] = [];
    const lane = async ({ log }: Node) => {
      for (let n = 0; n < 25; n++) {
        const members = sessions
          .toSorted(() => Math.random() - 0.5)
          .slice(0, 8)
          .map(({ sessionId, runId }) => ({
            sessionId,
            runId,
            runEpoch: 1,
            after: 1_000,
            events: createTaggedBatch(runId, createId(), 1, 2),
          }));
        statuses.push(...(await log.append(members, { wait: true })).map((result) => result.status));
      }
    };
    await Promise.all([track.one, track.two, track.one, track.two].map(lane));
    expect(new Set(statuses)).toEqual(new Set(['ok']));
    const logs = await Promise.all(sessions.map(({ sessionId }) => track.readLog(sessionId)));
    expect(logs.flatMap(findLogFaults)).toEqual([]);
    expect(logs.flat()).toHaveLength(20 * SEEDED_SEQ + 2 * statuses.length);
  });
});

test('[R1] of many cancels, ends and claims of one run exactly one ends it', async () => {
  const { one, two } = track;
  const finish = await runRaces(false, (race) =>
    Promise.all([
      cancel(race, one),
      // A worker that was asked to stop ends what it has claimed.
      takeOver(race, two).then(() => end(race, two, 2)),
      end(race, one),
      cancel(race, two),
    ]),
  );
  expect(finish).toMatchObject({ faults: [], ended: finish.races });
});

describe('the races themselves', () => {
  let undo: () => Promise<void> = async () => undefined;
  afterEach(() => undo());

  test('notice a fence in one statement', async () => {
    undo = await mutateAppend(track.database, 'one statement');
    const { one, two } = track;
    const { faults } = await runRaces(false, (race) =>
      Promise.all([write(race, one, 1), takeOver(race, two)]),
    );
    expect(faults.filter((fault) => fault.startsWith('[L4]')).length).toBeGreaterThan(0);
    expect(faults.filter((fault) => fault.startsWith('[L1]'))).toEqual([]);
  });
});
