import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, look, park, parkRun, respondTo, startRun, type HeldRun } from './approval-fixture.ts';
import { ApprovalDesk, type ApprovalStores } from './approval-desk.ts';
import { cancelRun, commit, readAll } from './log-fixture.ts';

const AT_ONCE = 10;

/** What two who act at one moment come to, on any store; on several nodes, by different ones. */
export function describeApprovalRaces(name: string, open: () => Promise<ApprovalStores>): void {
  describe(`races for approvals on ${name}`, () => {
    let stores: ApprovalStores;
    let desk: ApprovalDesk;
    beforeAll(async () => {
      stores = await open();
      desk = new ApprovalDesk(stores);
    });
    afterAll(() => stores.close());

    /** Runs a race again and again, some at a time; `turned` in every other one, so that each side begins as often. */
    async function race<T>(
      prepare: () => Promise<T>,
      run: (track: T, turned: boolean) => Promise<void>,
      times = stores.races / 4,
    ) {
      for (let done = 0; done < times; done += AT_ONCE) {
        await Promise.all(Array.from({ length: AT_ONCE }, async (_, n) => run(await prepare(), n % 2 === 0)));
      }
    }

    /** Both at once, the second one first when `turned`; their outcomes in the order given. */
    async function atOnce<A, B>(turned: boolean, one: () => Promise<A>, two: () => Promise<B>) {
      if (!turned) return Promise.all([one(), two()]);
      const [b, a] = await Promise.all([two(), one()]);
      return [a, b] as const;
    }

    const parkOne = () => parkRun(desk.log, desk.holder);
    /** A run that is held, with so many questions. */
    async function hold(count: number) {
      const run = await startRun(desk.log, desk.holder);
      const ids: string[] = [];
      while (ids.length < count) ids.push(await ask(desk.log, run));
      return { run, ids, answers: ids.map((id) => respondTo(run.sessionId, id)) };
    }
    const cancel = ({ sessionId, runId }: HeldRun) =>
      commit<{ effect: string }>(cancelRun(desk.log, sessionId, runId));

    test('[F32] [A2] of two devices that decide at once exactly one wins, and the other hears whose it was', async () => {
      await race(
        parkOne,
        async (parked, turned) => {
          const acks = await atOnce(
            turned,
            () => desk.execute(parked.respond({ decision: 'approve' })),
            () => desk.execute(parked.respond({ decision: 'deny' })),
          );
          const responses = (await readAll(desk.log, parked.sessionId)).filter(
            (event) => event.type === 'approval-response',
          );
          const decision = responses[0]?.decision ?? 'deny';
          const word = decision === 'approve' ? 'approved' : 'denied';
          expect({
            responses: responses.length,
            won: acks.flatMap((ack) => (ack.ok ? [ack.result] : [])),
            lost: acks.flatMap((ack) => (ack.ok ? [] : [[ack.error.code, ack.error.message]])),
          }).toEqual({
            responses: 1,
            won: [{ decision, by: 'Alice' }],
            lost: [['conflict', `cannot answer the question: Alice ${word} it already`]],
          });
        },
        stores.races,
      );
    });

    test('[F32] [C3] [A3] a cancel and an approval at once: the run ends cancelled, and nobody can claim it', async () => {
      await race(parkOne, async (parked, turned) => {
        const [approved, cancelled] = await atOnce(
          turned,
          () => desk.codeOf(parked.respond()),
          () => cancel(parked),
        );
        const isLate = approved === 'conflict';
        expect({ approved, cancelled, tail: (await desk.typesOf(parked.sessionId)).slice(6) }).toEqual({
          approved: isLate ? 'conflict' : { decision: 'approve', by: 'Alice' },
          cancelled: { effect: 'ended' },
          tail: [...(isLate ? [] : ['approval-response']), 'run-cancel', 'run-end'],
        });
        expect((await desk.resume(parked)).status).toBe('not-claimable');
      });
    });

    test('[C3] a cancel of a held run and an approval at once: no answer comes after the cancel', async () => {
      await race(
        () => hold(1),
        async ({ run, answers: [respond] }, turned) => {
          if (!respond) throw new Error('there is a question');
          const [approved] = await atOnce(
            turned,
            () => desk.codeOf(respond()),
            () => cancel(run),
          );
          expect((await desk.typesOf(run.sessionId)).slice(5)).toEqual([
            ...(approved === 'conflict' ? [] : ['approval-response']),
            'run-cancel',
          ]);
          expect(await park(desk.log, run)).toBe('released');
        },
      );
    });

    test('an answer at the moment of parking is never slept over', async () => {
      await race(
        () => hold(1),
        async ({ run, ids: [id = ''], answers: [respond] }, turned) => {
          if (!respond) throw new Error('there is a question');
          const [parked, answered] = await atOnce(
            turned,
            () => park(desk.log, run),
            () => desk.codeOf(respond()),
          );
          expect(answered).toEqual({ decision: 'approve', by: 'Alice' });
          const { run: facts } = await look(desk.log, run, id);
          expect({ parked, facts }).toEqual(
            parked === 'parked'
              ? { parked, facts: { status: 'requested', leased: false, claimable: true } }
              : { parked: 'continue', facts: { status: 'running', leased: true, claimable: false } },
          );
        },
      );
    });

    test('the last two answers at once: one of them wakes the run', async () => {
      await race(
        async () => {
          const held = await hold(2);
          await park(desk.log, held.run);
          return held;
        },
        async ({ run, ids: [id = ''], answers: [one, two] }, turned) => {
          if (!one || !two) throw new Error('there are two questions');
          await atOnce(
            turned,
            () => desk.execute(one()),
            () => desk.execute(two()),
          );
          expect((await look(desk.log, run, id)).run).toEqual({
            status: 'requested',
            leased: false,
            claimable: true,
          });
        },
      );
    });
  });
}
