import { describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { CommandOf } from '#lib/protocol/command.ts';
import type { ApprovalFacts } from '../session-control.ts';
import { createApproval, createControl, createRun, refusalOf } from '../testing/control-fixture.ts';
import { agent, alice } from '../testing/log-fixture.ts';
import { decideAsk, decideExpire, decidePark, decideRespond } from './decide-approval.ts';

const [runId, approvalId, otherId] = [createId(), createId(), createId()];
const run = createRun({ runId });
const suspended = { ...run, status: 'suspended' as const, leased: false };
const held = { runId, runEpoch: 1 };
const asked = createApproval({ approvalId, runId });
const other = createApproval({ approvalId: otherId, runId, toolCallId: 't1-1-2', expiresInMs: 9_000 });
const timeOver = { expired: true, expiresInMs: 0 };

const question = {
  approvalId,
  toolCallId: 't1-1-1',
  toolName: 'execute_sql',
  inputHash: 'h',
  why: 'policy' as const,
  sessionScope: true,
  expiresAt: '2026-01-01T00:00:00.000Z',
};

describe('a question', () => {
  test('[A1] is an event of the run that has the tool call and the hash of its input', () => {
    const decision = decideAsk(createControl({ runs: [run] }), { ...held, questions: [question] });
    expect(decision).toEqual({
      events: [{ type: 'approval-request', runId, ...question, actor: agent }],
      reply: { status: 'asked' },
    });
  });

  test.each([
    ['when its answer was lost', createApproval({ approvalId, runId, status: 'denied', toolCallId: 't' })],
    ['while its call has an open one', createApproval({ runId })],
  ])('is not put again %s', (_, known) => {
    const control = createControl({ runs: [run], approvals: [known] });
    expect(decideAsk(control, { ...held, questions: [question] })).toEqual({
      events: [],
      reply: { status: 'asked' },
    });
  });

  test('is put again for a call whose last one expired', () => {
    const control = createControl({ runs: [run], approvals: [createApproval({ runId, ...timeOver })] });
    expect(decideAsk(control, { ...held, questions: [question] }).events).toHaveLength(1);
  });

  test('[L4] [C3] is not put by a stale worker, nor after a cancel', () => {
    const ask = (change: object) =>
      decideAsk(createControl({ runs: [{ ...run, ...change }] }), { ...held, questions: [question] });
    expect([ask({ epoch: 2 }), ask({ cancelRequested: true })]).toEqual([
      { events: [], reply: { status: 'fenced' } },
      { events: [], reply: { status: 'cancelled' } },
    ]);
  });
});

describe('parking', () => {
  const park = (approvals: readonly ApprovalFacts[], change: object = {}) =>
    decidePark(createControl({ runs: [{ ...run, ...change }], approvals }), held);

  test('waits for every open question of the run, until the first of them expires', () => {
    const foreign = createApproval({ expiresInMs: 1 });
    expect(park([asked, { ...other, ...timeOver }, foreign, { ...other, approvalId: 'third' }])).toEqual({
      events: [{ type: 'run-suspend', runId, waitingFor: [approvalId, 'third'], actor: agent }],
      release: { runId, status: 'suspended', availableInMs: 9_000 },
      reply: { status: 'parked' },
    });
  });

  test('does not happen when an answer came in between', () => {
    const answered = { ...asked, status: 'approved' as const };
    expect(park([answered, { ...other, ...timeOver }])).toEqual({
      events: [],
      reply: { status: 'continue' },
    });
  });

  test('[C3] ends a run that was to be stopped', () => {
    expect(park([asked], { cancelRequested: true })).toEqual({
      events: [{ type: 'run-end', runId, reason: 'cancelled', actor: agent }],
      reply: { status: 'released' },
    });
  });

  test('[L4] is refused to a stale worker', () => {
    expect(park([asked], { epoch: 2 })).toEqual({ events: [], reply: { status: 'fenced' } });
  });
});

test('[A1] what has expired is closed, what is open or decided stays', () => {
  const decided = createApproval({ runId, status: 'approved', ...timeOver });
  const foreign = createApproval(timeOver);
  const control = createControl({
    runs: [run],
    approvals: [asked, { ...other, ...timeOver }, decided, foreign],
  });
  expect(decideExpire(control, held)).toEqual({
    events: [
      {
        type: 'approval-expire',
        approvalId: otherId,
        runId,
        toolCallId: 't1-1-2',
        inputHash: 'h',
        actor: agent,
      },
    ],
    reply: { status: 'expired', expired: 1 },
  });
});

describe('an answer', () => {
  const command: CommandOf<'respond-approval'> = {
    type: 'respond-approval',
    commandId: createId(),
    sessionId: createId(),
    approvalId,
    inputHash: 'h',
    decision: 'approve',
    scope: 'once',
  };
  const bob = { kind: 'user' as const, id: 'bob', name: 'Bob' };
  const event = {
    type: 'approval-response',
    approvalId,
    runId,
    toolCallId: 't1-1-1',
    inputHash: 'h',
    actor: bob,
  };
  const waiting = createControl({ runs: [suspended], approvals: [asked] });

  test('wakes a parked run at once', () => {
    expect(decideRespond(waiting, command, bob)).toEqual({
      events: [{ ...event, decision: 'approve', scope: 'once' }],
      release: { runId, status: 'requested', availableInMs: 0 },
      reply: { decision: 'approve', by: 'Bob' },
    });
  });

  test('a denial says why, and is for this call alone', () => {
    const denial = { ...command, decision: 'deny' as const, scope: 'session' as const, reason: 'not now' };
    expect(decideRespond(waiting, denial, bob).events).toEqual([
      { ...event, decision: 'deny', reason: 'not now' },
    ]);
  });

  test('takes the lease from nobody', () => {
    const control = createControl({ runs: [run], approvals: [asked] });
    expect(decideRespond(control, command, alice)).toEqual({
      events: [{ ...event, decision: 'approve', scope: 'once', actor: alice }],
      reply: { decision: 'approve', by: 'someone' },
    });
  });

  test('leaves a run parked that waits for another one', () => {
    const control = (beside: ApprovalFacts) =>
      createControl({ runs: [suspended], approvals: [asked, beside] });
    expect(decideRespond(control(other), command, bob)).not.toHaveProperty('release');
    expect(decideRespond(control({ ...other, ...timeOver }), command, bob)).toHaveProperty('release');
  });

  const refusal = (change: Partial<ApprovalFacts>, runChange: object = {}) => {
    const control = createControl({
      runs: [{ ...suspended, ...runChange }],
      approvals: [{ ...asked, ...change }],
    });
    return () => decideRespond(control, command, alice);
  };

  test.each([
    ['[A2] already denied', refusal({ status: 'denied', decidedBy: bob }), 'Bob denied it already'],
    [
      '[A2] approved by one without a name',
      refusal({ status: 'approved', decidedBy: alice }),
      'someone approved',
    ],
    ['[A1] expired', refusal(timeOver), 'its time is over'],
    ['[A1] noted as expired', refusal({ status: 'expired' }), 'its time is over'],
    ['[A1] another input', refusal({ inputHash: 'x' }), 'not the one that was shown'],
    ['[C3] after a cancel', refusal({}, { cancelRequested: true }), 'was stopped'],
    ['[C3] after the end', refusal({ status: 'expired' }, { status: 'ended' }), 'has ended'],
  ])('[X37] %s is a conflict', (_, decide, why) => {
    expect(refusalOf(decide)).toBe('conflict');
    expect(decide).toThrow(why);
  });

  test('[X37] for the session is forbidden where the tool asks each time', () => {
    const control = createControl({ runs: [suspended], approvals: [{ ...asked, sessionScope: false }] });
    expect(refusalOf(() => decideRespond(control, { ...command, scope: 'session' }, alice))).toBe(
      'forbidden',
    );
    expect(refusalOf(() => decideRespond(waiting, { ...command, scope: 'session' }, alice))).not.toBe(
      'forbidden',
    );
  });

  test('[X21] to a question of another session finds none', () => {
    expect(refusalOf(() => decideRespond({ ...waiting, approvals: [] }, command, alice))).toBe('not-found');
  });
});
