import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SEEDED_SEQ, type SeededSession } from '#lib/db/testing/seed-sessions.ts';
import type { EventType } from '#lib/protocol/event.ts';
import { decideDelete, decideRename } from './decide/decide-session.ts';
import type { AppendResult } from './event-log.ts';
import { createTaggedBatch, findLogFaults } from './testing/find-log-faults.ts';
import { alice, cancelRun, claimRun, endRun, model } from './testing/log-fixture.ts';
import { mutateAppend, type AppendMutant } from './testing/mutate-append.ts';
import { openRaceTrack, type Node, type RaceTrack } from './testing/race-track.ts';

interface Challenge {
  /** Whether the writer's lease stands when the challenge comes. */
  readonly held: boolean;
  run(track: RaceTrack, session: SeededSession): Promise<unknown>;
  /** What an append that comes after it is told. */
  readonly verdict: AppendResult['status'];
  readonly events: readonly EventType[];
}

/** All that changes what a run's writer may do. */
const challenges: Record<string, Challenge> = {
  takeover: {
    held: false,
    run: ({ two }, { sessionId, runId }) => claimRun(two.log, sessionId, runId, two.holder),
    verdict: 'fenced',
    events: ['run-start'],
  },
  cancel: {
    held: true,
    run: ({ two }, { sessionId, runId }) => cancelRun(two.log, sessionId, runId),
    verdict: 'cancelled',
    events: ['run-cancel'],
  },
  'cancel without a worker': {
    held: false,
    run: ({ two }, { sessionId, runId }) => cancelRun(two.log, sessionId, runId),
    verdict: 'fenced',
    events: ['run-cancel', 'run-end'],
  },
  end: {
    held: true,
    run: ({ two }, { sessionId, runId }) => endRun(two.log, sessionId, runId, 1),
    verdict: 'fenced',
    events: ['run-end'],
  },
  delete: {
    held: true,
    run: ({ two }, { sessionId }) =>
      two.log.transact({ sessionId, userId: alice.id }, (control) =>
        decideDelete(control, { actor: alice, defaultModel: model }),
      ),
    verdict: 'fenced',
    events: ['run-cancel', 'run-end'],
  },
  rename: {
    held: true,
    run: ({ two }, { sessionId }) =>
      two.log.transact({ sessionId, userId: alice.id }, (control) =>
        decideRename(control, { title: 'Kelp', actor: alice }),
      ),
    verdict: 'ok',
    events: ['session-rename'],
  },
};

/** `before` the append, `after` it, or `within`: when it has its lock and its verdict, and nothing is written yet. */
type Moment = 'before' | 'after' | 'within';

function append({ one }: RaceTrack, { sessionId, runId }: SeededSession): Promise<AppendResult[]> {
  const events = createTaggedBatch(runId, 'stale', 1, 2);
  return one.log.append([{ sessionId, runId, runEpoch: 1, after: SEEDED_SEQ, events }], { wait: true });
}

interface Outcome {
  readonly verdict: AppendResult['status'] | 'failed';
  /** What the log holds after its seeds. */
  readonly types: readonly EventType[];
  readonly faults: readonly string[];
}

/** Puts the challenge at that very moment of the append; the locks decide, no timing does. */
async function meet(track: RaceTrack, challenge: Challenge, moment: Moment): Promise<Outcome> {
  const [session] = await track.seed(1, challenge.held);
  if (!session) throw new Error('a session was seeded');
  const side = await track.connect();
  await side.query('BEGIN');
  if (moment === 'within') await side.query('LOCK TABLE event IN SHARE MODE');
  else await side.query('SELECT FROM session WHERE id = $1 FOR NO KEY UPDATE', [session.sessionId]);
  const begin = {
    append: () => append(track, session).then(([result]) => result?.status ?? 'failed'),
    challenge: () => challenge.run(track, session),
  };
  // A failure of either shows in the outcome.
  const early =
    moment === 'before' ? begin.challenge().catch(() => undefined) : begin.append().catch(() => 'failed');
  await track.waitForBlocked(1);
  const late =
    moment === 'before' ? begin.append().catch(() => 'failed') : begin.challenge().catch(() => undefined);
  await track.waitForBlocked(2);
  await side.query('COMMIT');
  const settled = await Promise.all([early, late]);
  const events = await track.readLog(session.sessionId);
  return {
    // Cast: of the two, the append's is at this place.
    verdict: (moment === 'before' ? settled[1] : settled[0]) as Outcome['verdict'],
    types: events.slice(SEEDED_SEQ).map((event) => event.type),
    faults: findLogFaults(events),
  };
}

function expectedOf(challenge: Challenge, moment: Moment): Outcome {
  const batch: readonly EventType[] = ['run-chunk', 'run-chunk'];
  if (moment !== 'before') return { verdict: 'ok', types: [...batch, ...challenge.events], faults: [] };
  const types = challenge.verdict === 'ok' ? [...challenge.events, ...batch] : challenge.events;
  return { verdict: challenge.verdict, types, faults: [] };
}

/** Two writers want two sessions that they name in opposite order, each with its first one taken. */
async function cross(track: RaceTrack): Promise<readonly string[]> {
  const sorted = (await track.seed(2, true)).toSorted((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
  const hold = async (session: SeededSession | undefined) => {
    const side = await track.connect();
    await side.query('BEGIN');
    await side.query('SELECT FROM session WHERE id = $1 FOR NO KEY UPDATE', [session?.sessionId]);
    return side;
  };
  const sides = [await hold(sorted[0]), await hold(sorted[1])] as const;
  const write = (node: Node, order: readonly SeededSession[]) => {
    const members = order.map(({ sessionId, runId }) => ({
      sessionId,
      runId,
      runEpoch: 1,
      after: 1_000,
      events: createTaggedBatch(runId, node.holder.name, 1, 1),
    }));
    return node.log.append(members, { wait: true }).then(
      (results) => results.map((result) => result.status).join(),
      () => 'failed',
    );
  };
  const first = write(track.one, sorted);
  await track.waitForBlocked(1);
  const second = write(track.two, sorted.toReversed());
  await track.waitForBlocked(2);
  await sides[0].query('COMMIT');
  // The first writer has its first session, and waits for the second one, before that is free, too.
  const probe = 'SELECT FROM session WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED';
  while ((await sides[0].query(probe, [sorted[0]?.sessionId])).rowCount !== 0);
  await track.waitForBlocked(2);
  await sides[1].query('COMMIT');
  return Promise.all([first, second]);
}

/** One batch is sent twice at once, as when the answer to the first was lost. */
async function repeat(track: RaceTrack): Promise<{ answers: AppendResult[]; appended: number }> {
  const [session] = await track.seed(1, true);
  if (!session) throw new Error('a session was seeded');
  const side = await track.connect();
  await side.query('BEGIN');
  await side.query('SELECT FROM session WHERE id = $1 FOR NO KEY UPDATE', [session.sessionId]);
  const twice = [append(track, session), append({ ...track, one: track.two }, session)];
  await track.waitForBlocked(2);
  await side.query('COMMIT');
  const answers = (await Promise.all(twice)).flat();
  return { answers, appended: (await track.readLog(session.sessionId)).length - SEEDED_SEQ };
}

let track: RaceTrack;
beforeAll(async () => {
  track = await openRaceTrack();
});
afterAll(() => track.close());

const cases = Object.entries(challenges).flatMap(([name, challenge]) =>
  (['before', 'after', 'within'] as const).map((moment) => [moment, name, challenge] as const),
);

describe('[L4] [C3] [R1] an append and a challenge that comes', () => {
  test.each(cases)('%s it: %s', async (moment, _, challenge) => {
    expect(await meet(track, challenge, moment)).toEqual(expectedOf(challenge, moment));
  });
});

test('groups that want each other’s sessions wait for each other, and none fails', async () => {
  expect(await cross(track)).toEqual(['ok,ok', 'ok,ok']);
});

test('a batch that is sent twice at once has one effect and one answer', async () => {
  const { answers, appended } = await repeat(track);
  expect({ same: answers[1], appended }).toEqual({ same: answers[0], appended: 2 });
  expect(answers[0]?.status).toBe('ok');
});

describe('a wrong append is noticed', () => {
  let undo: () => Promise<void> = async () => undefined;
  afterEach(() => undo());

  const noticed: Record<
    Exclude<AppendMutant, 'locks in the order of the members' | 'blind to its own retry'>,
    [Moment, string]
  > = {
    'one statement': ['before', 'takeover'],
    'no lock': ['within', 'rename'],
    'no check of the epoch': ['before', 'takeover'],
    'no check of the end': ['before', 'end'],
    'no check of a cancel': ['before', 'cancel'],
  };

  // Cast: the keys are those of the table above.
  test.each(Object.entries(noticed) as [AppendMutant, [Moment, string]][])(
    'with %s',
    async (mutant, [moment, name]) => {
      undo = await mutateAppend(track.database, mutant);
      const challenge = challenges[name];
      if (!challenge) throw new Error(`there is no challenge ${name}`);
      expect(await meet(track, challenge, moment)).not.toEqual(expectedOf(challenge, moment));
    },
  );

  test('a fence in one statement lets a stale writer through, with seqs that show nothing of it', async () => {
    undo = await mutateAppend(track.database, 'one statement');
    // A delete is not among them: it shows in the very row that was waited for.
    for (const name of ['takeover', 'cancel', 'end']) {
      const challenge = challenges[name];
      if (!challenge) throw new Error(`there is no challenge ${name}`);
      const { verdict, faults } = await meet(track, challenge, 'before');
      expect(verdict).toBe('ok');
      expect(faults).not.toEqual([]);
      expect(faults.filter((fault) => fault.startsWith('[L1]') || fault.startsWith('[L2]'))).toEqual([]);
    }
  });

  test('with locks in the order of the members: two groups stop each other', async () => {
    undo = await mutateAppend(track.database, 'locks in the order of the members');
    expect(await cross(track)).toContain('failed');
  });

  test('blind to its own retry: the batch is there twice', async () => {
    undo = await mutateAppend(track.database, 'blind to its own retry');
    expect((await repeat(track)).appended).toBe(4);
  });
});
