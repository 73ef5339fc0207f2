import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { LeaseHolder } from '../session-control.ts';
import { ApprovalDesk, bo, carol, type ApprovalStores } from './approval-desk.ts';
import { addParticipant, ask, expire, look, park, parkRun, respondTo, startRun } from './approval-fixture.ts';
import { appendText, cancelRun, createSession, endRun, readAll, type Store } from './log-fixture.ts';

/** What becomes of questions to people, on any store and by whichever node they are answered. */
export function describeApprovals(name: string, open: () => Promise<ApprovalStores>): void {
  describe(`approvals on ${name}`, () => {
    let stores: ApprovalStores;
    let log: Store;
    let holder: LeaseHolder;
    let desk: ApprovalDesk;
    beforeAll(async () => {
      stores = await open();
      desk = new ApprovalDesk(stores);
      ({ log, holder } = desk);
    });
    afterAll(() => stores.close());

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
      const before = desk.woken.filter((id) => id === runId).length;
      expect(await desk.execute(parked.respond(), bo)).toMatchObject({
        ok: false,
        error: { code: 'not-found' },
      });
      expect(await desk.codeOf(parked.respond())).toEqual({ decision: 'approve', by: 'Alice' });
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
      expect(desk.woken.filter((id) => id === runId)).toHaveLength(before + 1);
      expect((await log.findClaimable(1_000)).map((row) => row.runId)).toContain(runId);
      expect((await desk.resume(parked)).status).toBe('claimed');
    });

    test('[X37] [A1] for the session: a grant that outlives the run, which no late answer does', async () => {
      const parked = await parkRun(log, holder, { toolName: 'apply' });
      await desk.execute(parked.respond({ scope: 'session' }));
      const again = await desk.resume(parked);
      expect(again.runEpoch).toBe(parked.runEpoch + 1);
      const late = await ask(log, { ...parked, runEpoch: again.runEpoch }, { toolName: 'other' });
      await endRun(log, parked.sessionId, parked.runId, again.runEpoch);
      expect(await look(log, parked, late)).toMatchObject({
        approval: { status: 'expired' },
        grants: ['apply'],
      });
      expect(await desk.execute(respondTo(parked.sessionId, late)())).toMatchObject({
        error: {
          code: 'conflict',
          message: 'cannot answer the question: the answer that asked it has ended',
        },
      });
      expect((await look(log, await parkRun(log, holder), parked.approvalId)).grants).toEqual([]);
    });

    test('[A1] a denial wakes the run, with its reason, and grants nothing', async () => {
      const parked = await parkRun(log, holder);
      const denial = parked.respond({ decision: 'deny', scope: 'session', reason: 'wrong table' });
      expect(await desk.codeOf(denial)).toEqual({ decision: 'deny', by: 'Alice' });
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
      const before = await desk.typesOf(sessionId);
      const refusals = [
        await desk.codeOf(parked.respond({ inputHash: 'another' })),
        await desk.codeOf(parked.respond({ scope: 'session' })),
        await desk.codeOf(parked.respond(), bo),
        await desk.codeOf(parked.respond(), carol),
        await desk.codeOf(respondTo(elsewhere, parked.approvalId)()),
        await desk.codeOf(respondTo(sessionId, sessionId)()),
      ];
      expect(refusals).toEqual(['conflict', 'forbidden', 'forbidden', 'not-found', 'not-found', 'not-found']);
      expect(await desk.typesOf(sessionId)).toEqual(before);
      expect((await look(log, parked, parked.approvalId)).run?.claimable).toBe(false);
    });

    test('[X37] [A1] an expired question is no more answered, and the run goes on without an answer', async () => {
      const parked = await parkRun(log, holder);
      const answered = await parkRun(log, holder);
      await stores.pass(61_000);
      expect((await log.findClaimable(1_000)).map((row) => row.runId)).toContain(parked.runId);
      expect(await desk.codeOf(parked.respond())).toBe('conflict');
      const held = { ...parked, runEpoch: (await desk.resume(parked)).runEpoch };
      expect(await expire(log, { ...held, runEpoch: 1 })).toEqual({ status: 'fenced' });
      expect(await expire(log, held)).toEqual({ status: 'expired', expired: 1 });
      expect(await expire(log, held)).toEqual({ status: 'expired', expired: 0 });
      expect((await readAll(log, parked.sessionId)).at(-1)).toMatchObject({
        type: 'approval-expire',
        approvalId: parked.approvalId,
      });
      expect(await park(log, held)).toBe('continue');
      expect(await desk.execute(parked.respond())).toMatchObject({
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
      expect(await desk.codeOf(parked.respond({ decision: 'deny' }), bo)).toEqual({
        decision: 'deny',
        by: 'Bob',
      });
      const before = await desk.typesOf(parked.sessionId);
      for (const decision of ['approve', 'deny'] as const) {
        expect(await desk.execute(parked.respond({ decision }))).toMatchObject({
          ok: false,
          error: { code: 'conflict', message: 'cannot answer the question: Bob denied it already' },
        });
      }
      expect(await desk.typesOf(parked.sessionId)).toEqual(before);
    });

    test('[L5] one answer sent often is one decision with one ack', async () => {
      const parked = await parkRun(log, holder);
      const command = parked.respond();
      const acks = await Promise.all(Array.from({ length: 20 }, () => desk.execute(command)));
      expect(acks).toEqual(acks.map(() => acks[0]));
      expect(acks[0]).toMatchObject({ ok: true, result: { decision: 'approve', by: 'Alice' } });
      const types = await desk.typesOf(parked.sessionId);
      expect(types.filter((type) => type === 'approval-response')).toHaveLength(1);
    });

    test('[A1] an answer to a run that is held takes no lease away, and parking is needless then', async () => {
      const run = await startRun(log, holder);
      const approvalId = await ask(log, run);
      await desk.execute(respondTo(run.sessionId, approvalId)());
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
        await desk.execute(respondTo(run.sessionId, id)());
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
      expect(await desk.execute(parked.respond())).toMatchObject({
        ok: false,
        error: {
          code: 'conflict',
          message: 'cannot answer the question: the answer that asked it has ended',
        },
      });
      expect((await desk.typesOf(parked.sessionId)).slice(-2)).toEqual(['run-cancel', 'run-end']);
    });

    test('[X37] [C3] after a cancel a held run gets no answer, asks nothing and does not park', async () => {
      const run = await startRun(log, holder);
      const approvalId = await ask(log, run);
      await cancelRun(log, run.sessionId, run.runId);
      expect(await desk.codeOf(respondTo(run.sessionId, approvalId)())).toBe('conflict');
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
      await desk.resume(run);
      await expect(ask(log, run)).rejects.toThrow('the run is fenced');
      expect(await park(log, run)).toBe('fenced');
    });

    test('a deleted session ends its parked run; restored, the question stays closed', async () => {
      const parked = await parkRun(log, holder);
      const { sessionId } = parked;
      const send = (type: 'delete-session' | 'restore-session') =>
        desk.codeOf({ type, sessionId, commandId: createId() });
      await send('delete-session');
      expect(await desk.codeOf(parked.respond())).toBe('gone');
      await send('restore-session');
      expect(await desk.codeOf(parked.respond())).toBe('conflict');
      expect((await look(log, parked, parked.approvalId)).run?.status).toBe('ended');
    });
  });
}
