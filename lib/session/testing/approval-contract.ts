import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command, CommandOf } from '#lib/protocol/command.ts';
import { LocalWakeUps } from '../local-wake-ups.ts';
import type { LeaseHolder } from '../session-control.ts';
import { announceCommits } from '../wake-ups.ts';
import { addParticipant, ask, expire, look, park, parkRun, respondTo, startRun } from './approval-fixture.ts';
import { createExecutor } from './command-contract.ts';
import {
  alice,
  appendText,
  cancelRun,
  claimRun,
  commit,
  createSession,
  endRun,
  readAll,
  type Store,
} from './log-fixture.ts';

export interface ApprovalStores {
  /** Nodes on one database; one of them at least. Of users only alice, bob and carol exist. */
  readonly logs: readonly Store[];
  /** A worker whose connection is up. */
  readonly holder: LeaseHolder;
  /** How often each race is run. */
  readonly races: number;
  /** Lets `ms` of the store's clock go by, for leases, waits and questions. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const [al, bo, carol] = [
  { userId: alice.id, name: 'Alice' },
  { userId: 'bob', name: 'Bob' },
  { userId: 'carol', name: 'Carol' },
];

/** What becomes of questions to people, on any store and by whichever node they are answered. */
export function describeApprovals(name: string, open: () => Promise<ApprovalStores>): void {
  describe(`approvals on ${name}`, () => {
    let stores: ApprovalStores;
    let log: Store;
    let holder: LeaseHolder;
    let executors: ReturnType<typeof createExecutor>[];
    /** Runs that workers were told of. */
    const woken: string[] = [];

    beforeAll(async () => {
      stores = await open();
      executors = stores.logs.map((store) => {
        const wakeUps = new LocalWakeUps();
        announceCommits(store, wakeUps);
        wakeUps.subscribe('run', (_, runId) => woken.push(runId));
        return createExecutor(store, { wakeUps });
      });
      const [first] = stores.logs;
      if (!first) throw new Error('at least one store is needed');
      [log, holder] = [first, stores.holder];
    });
    afterAll(() => stores.close());

    /** By the nodes in turn, and by alice if nothing else is said. */
    let turn = 0;
    async function execute(command: Command, caller: { userId: string; name: string } = al) {
      const ack = await executors[turn++ % executors.length]?.execute(caller, command);
      if (!ack) throw new Error('there is an executor');
      return ack;
    }
    const codeOf = async (command: Command, caller = al) => {
      const ack = await execute(command, caller);
      return ack.ok ? ack.result : ack.error.code;
    };
    const typesOf = async (sessionId: string) => (await readAll(log, sessionId)).map((event) => event.type);
    const resume = (run: { sessionId: string; runId: string }) =>
      claimRun(log, run.sessionId, run.runId, holder);

    test('[A1] [R6] a parked run has no lease, and its approval makes it claimable at once', async () => {
      const parked = await parkRun(log, holder);
      const { approvalId, runId, sessionId } = parked;
      expect(await look(log, parked, approvalId)).toMatchObject({
        approval: { status: 'requested', expired: false, decidedBy: undefined },
        run: { status: 'suspended', leased: false, claimable: false },
      });
      expect((await readAll(log, sessionId)).at(-1)).toMatchObject({
        type: 'run-suspend',
        waitingFor: [approvalId],
      });
      const before = woken.filter((id) => id === runId).length;
      expect(await execute(parked.respond(), bo)).toMatchObject({ ok: false, error: { code: 'not-found' } });
      expect(await codeOf(parked.respond())).toEqual({ decision: 'approve', by: 'Alice' });
      expect((await readAll(log, sessionId)).at(-1)).toMatchObject({
        type: 'approval-response',
        approvalId,
        decision: 'approve',
        scope: 'once',
        actor: { kind: 'user', id: 'alice', name: 'Alice' },
      });
      expect(await look(log, parked, approvalId)).toMatchObject({
        approval: { status: 'approved', scope: 'once', decidedBy: { id: 'alice', name: 'Alice' } },
        run: { status: 'requested', claimable: true },
        grants: [],
      });
      expect(woken.filter((id) => id === runId)).toHaveLength(before + 1);
      expect((await log.findClaimable(1_000)).map((row) => row.runId)).toContain(runId);
      expect((await resume(parked)).status).toBe('claimed');
    });

    test('[A1] for the session: a grant that outlives the run, and the other tools ask on', async () => {
      const parked = await parkRun(log, holder, { toolName: 'apply' });
      await execute(parked.respond({ scope: 'session' }));
      const again = await resume(parked);
      expect(again.runEpoch).toBe(parked.runEpoch + 1);
      await ask(log, { ...parked, runEpoch: again.runEpoch }, { toolName: 'other' });
      await endRun(log, parked.sessionId, parked.runId, again.runEpoch);
      expect((await look(log, parked, parked.approvalId)).grants).toEqual(['apply']);
      expect((await look(log, await parkRun(log, holder), parked.approvalId)).grants).toEqual([]);
    });

    test('[A1] a denial wakes the run, with its reason, and grants nothing', async () => {
      const parked = await parkRun(log, holder);
      const denial = parked.respond({ decision: 'deny', scope: 'session', reason: 'wrong table' });
      expect(await codeOf(denial)).toEqual({ decision: 'deny', by: 'Alice' });
      expect(await look(log, parked, parked.approvalId)).toMatchObject({
        approval: { status: 'denied', reason: 'wrong table', scope: undefined },
        run: { claimable: true },
        grants: [],
      });
    });

    test('[X37] [A1] an answer that does not fit is refused and changes nothing', async () => {
      const parked = await parkRun(log, holder, { sessionScope: false });
      const { sessionId } = parked;
      await addParticipant(log, sessionId, 'bob', 'viewer');
      const elsewhere = await createSession(log);
      const before = await typesOf(sessionId);
      const refusals = [
        await codeOf(parked.respond({ inputHash: 'another' })),
        await codeOf(parked.respond({ scope: 'session' })),
        await codeOf(parked.respond(), bo),
        await codeOf(parked.respond(), carol),
        await codeOf(respondTo(elsewhere, parked.approvalId)()),
        await codeOf(respondTo(sessionId, sessionId)()),
      ];
      expect(refusals).toEqual(['conflict', 'forbidden', 'forbidden', 'not-found', 'not-found', 'not-found']);
      expect(await typesOf(sessionId)).toEqual(before);
      expect((await look(log, parked, parked.approvalId)).run?.claimable).toBe(false);
    });

    test('[X37] [A1] an expired question is no more answered, and the run goes on without an answer', async () => {
      const parked = await parkRun(log, holder);
      const answered = await parkRun(log, holder);
      await stores.pass(61_000);
      expect((await log.findClaimable(1_000)).map((row) => row.runId)).toContain(parked.runId);
      expect(await codeOf(parked.respond())).toBe('conflict');
      const held = { ...parked, runEpoch: (await resume(parked)).runEpoch };
      expect(await expire(log, { ...held, runEpoch: 1 })).toEqual({ status: 'fenced' });
      expect(await expire(log, held)).toEqual({ status: 'expired', expired: 1 });
      expect(await expire(log, held)).toEqual({ status: 'expired', expired: 0 });
      expect((await readAll(log, parked.sessionId)).at(-1)).toMatchObject({
        type: 'approval-expire',
        approvalId: parked.approvalId,
      });
      expect(await park(log, held)).toBe('continue');
      expect(await execute(parked.respond())).toMatchObject({
        ok: false,
        error: { code: 'conflict', message: 'cannot answer the question: its time is over' },
      });
      expect((await look(log, answered, answered.approvalId)).approval).toMatchObject({
        status: 'requested',
        expired: true,
      });
    });

    test('[X37] [A2] the second decision is told whose the first was, and what', async () => {
      const parked = await parkRun(log, holder);
      await addParticipant(log, parked.sessionId, 'bob', 'editor');
      expect(await codeOf(parked.respond({ decision: 'deny' }), bo)).toEqual({ decision: 'deny', by: 'Bob' });
      const before = await typesOf(parked.sessionId);
      for (const decision of ['approve', 'deny'] as const) {
        expect(await execute(parked.respond({ decision }))).toMatchObject({
          ok: false,
          error: { code: 'conflict', message: 'cannot answer the question: Bob denied it already' },
        });
      }
      expect(await typesOf(parked.sessionId)).toEqual(before);
    });

    test('[L5] one answer sent often is one decision with one ack', async () => {
      const parked = await parkRun(log, holder);
      const command = parked.respond();
      const acks = await Promise.all(Array.from({ length: 20 }, () => execute(command)));
      expect(acks).toEqual(acks.map(() => acks[0]));
      expect(acks[0]).toMatchObject({ ok: true, result: { decision: 'approve', by: 'Alice' } });
      const types = await typesOf(parked.sessionId);
      expect(types.filter((type) => type === 'approval-response')).toHaveLength(1);
    });

    test('[A1] an answer to a run that is held takes no lease away, and parking is needless then', async () => {
      const run = await startRun(log, holder);
      const approvalId = await ask(log, run);
      await execute(respondTo(run.sessionId, approvalId)());
      expect((await look(log, run, approvalId)).run).toEqual({
        status: 'running',
        leased: true,
        claimable: false,
      });
      expect(await park(log, run)).toBe('continue');
      expect((await appendText(log, run, 'goes on')).status).toBe('ok');
    });

    test('a run with several questions wakes with the answer to the last one', async () => {
      const run = await startRun(log, holder);
      const ids = [await ask(log, run), await ask(log, run), await ask(log, run)];
      expect(await park(log, run)).toBe('parked');
      const claimable = [];
      for (const id of ids) {
        await execute(respondTo(run.sessionId, id)());
        claimable.push((await look(log, run, id)).run?.claimable);
      }
      expect(claimable).toEqual([false, false, true]);
    });

    test('[X37] [C2] [C3] a cancel ends a parked run and closes its questions', async () => {
      const parked = await parkRun(log, holder);
      expect(await cancelRun(log, parked.sessionId, parked.runId)).toMatchObject({
        reply: { effect: 'ended' },
      });
      expect(await look(log, parked, parked.approvalId)).toMatchObject({
        approval: { status: 'expired' },
        run: { status: 'ended', claimable: false },
      });
      expect(await execute(parked.respond())).toMatchObject({
        ok: false,
        error: {
          code: 'conflict',
          message: 'cannot answer the question: the answer that asked it has ended',
        },
      });
      expect((await typesOf(parked.sessionId)).slice(-2)).toEqual(['run-cancel', 'run-end']);
    });

    test('[X37] [C3] after a cancel a held run gets no answer, asks nothing and does not park', async () => {
      const run = await startRun(log, holder);
      const approvalId = await ask(log, run);
      await cancelRun(log, run.sessionId, run.runId);
      expect(await codeOf(respondTo(run.sessionId, approvalId)())).toBe('conflict');
      await expect(ask(log, run)).rejects.toThrow('the run is cancelled');
      expect(await park(log, run)).toBe('released');
      expect((await readAll(log, run.sessionId)).at(-1)).toMatchObject({
        type: 'run-end',
        reason: 'cancelled',
      });
    });

    test('[L4] a worker that lost its lease neither asks nor parks', async () => {
      const run = await startRun(log, holder);
      await stores.pass(9_000);
      await resume(run);
      await expect(ask(log, run)).rejects.toThrow('the run is fenced');
      expect(await park(log, run)).toBe('fenced');
    });

    test('a deleted session ends its parked run; restored, the question stays closed', async () => {
      const parked = await parkRun(log, holder);
      const { sessionId } = parked;
      const send = (type: 'delete-session' | 'restore-session') =>
        codeOf({ type, sessionId, commandId: crypto.randomUUID() });
      await send('delete-session');
      expect(await codeOf(parked.respond())).toBe('gone');
      await send('restore-session');
      expect(await codeOf(parked.respond())).toBe('conflict');
      expect((await look(log, parked, parked.approvalId)).run?.status).toBe('ended');
    });

    /** Runs a race on fresh parked runs, ten at a time. */
    async function race(run: (parked: Awaited<ReturnType<typeof parkRun>>) => Promise<void>) {
      for (let done = 0; done < stores.races; done += 10) {
        await Promise.all(Array.from({ length: 10 }, async () => run(await parkRun(log, holder))));
      }
    }

    test('[F32] [A2] of two devices that decide at once exactly one wins, and the other hears whose it was', async () => {
      const winners = { approve: 0, deny: 0 };
      let begun = 0;
      await race(async (parked) => {
        const answers: CommandOf<'respond-approval'>[] = [
          parked.respond({ decision: 'approve' }),
          parked.respond({ decision: 'deny' }),
        ];
        // Both may come first: each decision is the earlier one in half of the races.
        if (begun++ % 2 === 0) answers.reverse();
        const acks = await Promise.all(answers.map((answer) => execute(answer)));
        const won = acks.filter((ack) => ack.ok);
        const lost = acks.filter((ack) => !ack.ok);
        const responses = (await readAll(log, parked.sessionId)).filter(
          (event) => event.type === 'approval-response',
        );
        expect([won.length, lost.length, responses.length]).toEqual([1, 1, 1]);
        const decision = responses[0]?.decision ?? 'deny';
        winners[decision] += 1;
        expect(won[0]).toMatchObject({ result: { decision } });
        const word = decision === 'approve' ? 'approved' : 'denied';
        expect(lost[0]).toMatchObject({
          error: { code: 'conflict', message: `cannot answer the question: Alice ${word} it already` },
        });
      });
      expect(winners.approve + winners.deny).toBe(stores.races);
    });

    test('[F32] [C3] [A3] a cancel and an approval at once: the run ends cancelled, and nobody can claim it', async () => {
      await race(async (parked) => {
        const [approved, cancelled] = await Promise.all([
          codeOf(parked.respond()),
          commit<{ effect: string }>(cancelRun(log, parked.sessionId, parked.runId)),
        ]);
        const tail = (await typesOf(parked.sessionId)).slice(6);
        expect(cancelled).toEqual({ effect: 'ended' });
        expect({ approved, tail }).toEqual(
          approved === 'conflict'
            ? { approved, tail: ['run-cancel', 'run-end'] }
            : {
                approved: { decision: 'approve', by: 'Alice' },
                tail: ['approval-response', 'run-cancel', 'run-end'],
              },
        );
        expect((await resume(parked)).status).toBe('not-claimable');
      });
    });
  });
}
