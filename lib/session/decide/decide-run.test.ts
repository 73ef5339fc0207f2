import { describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { RunFacts, SessionControl } from '../session-control.ts';
import {
  createControl,
  createFacts,
  createQueued,
  createRun,
  deleted,
  missing,
} from '../testing/control-fixture.ts';
import { agent, alice, model } from '../testing/log-fixture.ts';
import { decideAttempt, decideClaim, decideEnd, decideRelease } from './decide-run.ts';

const holder = { name: 'worker', lock: '7' };
const any = expect.any(String);
const runId = createId();
const held = createRun({ runId, epoch: 4, attempt: 2 });
const free = createRun({ runId, epoch: 4, attempt: 2, leased: false, claimable: true });
const bob = { kind: 'user' as const, id: 'bob' };

/** Every way in which a lease can be lost; the decision has to see each. */
const lost: [string, SessionControl][] = [
  ['another epoch', createControl({ runs: [{ ...held, epoch: 5 }] })],
  ['an earlier epoch', createControl({ runs: [{ ...held, epoch: 3 }] })],
  ['the end of the run', createControl({ runs: [{ ...held, status: 'ended' }] })],
  ['a lease that was given back', createControl({ runs: [{ ...held, status: 'requested' }] })],
  ['a run that is parked', createControl({ runs: [{ ...held, status: 'suspended' }] })],
  ['no such run here', createControl({ runs: [createRun({ epoch: 4 })] })],
  ['no such session', missing],
];

describe('claim', () => {
  const start = () => ({ strategy: 'continue' as const, reason: 'lease lost' });
  const claim = { runId, holder, leaseMs: 8_000, start };

  test('[R2] takes the lease and starts the next attempt, in one batch', () => {
    const session = createFacts({ title: 'Kelp' });
    expect(decideClaim(createControl({ session, runs: [free] }), claim)).toEqual({
      events: [
        { type: 'run-start', runId, attempt: 3, strategy: 'continue', reason: 'lease lost', actor: agent },
      ],
      claim: { runId, holder, leaseMs: 8_000 },
      reply: { status: 'claimed', run: free, runEpoch: 5, attempt: 3, title: 'Kelp' },
    });
  });

  test('the strategy of the attempt is chosen by what the run is now', () => {
    const seen: unknown[] = [];
    const { events } = decideClaim(createControl({ runs: [free] }), {
      ...claim,
      start(run) {
        seen.push(run);
        return { strategy: 'first' };
      },
    });
    expect(seen).toEqual([free]);
    expect(events).toEqual([{ type: 'run-start', runId, attempt: 3, strategy: 'first', actor: agent }]);
  });

  test('[M3] a run that begins takes the skill with it; one that began keeps what it began with, even nothing', () => {
    const skill = { name: 'kelp', version: '3' };
    const claimWith = (run: Partial<RunFacts>) => {
      const decision = decideClaim(createControl({ runs: [{ ...free, ...run }] }), { ...claim, skill });
      const [event] = decision.events;
      return [
        event?.type === 'run-start' && event.skill,
        decision.reply.status === 'claimed' && decision.reply.run.skill,
      ];
    };
    const old = { name: 'kelp', version: '2' };
    expect([
      claimWith({ attempt: 0 }),
      claimWith({ attempt: 1, skill: old }),
      claimWith({ attempt: 1 }),
    ]).toEqual([
      [skill, skill],
      [undefined, old],
      [undefined, undefined],
    ]);
  });

  test('[C2] of a run that was asked to stop ends it: nobody starts again just to end', () => {
    const queue = [createQueued()];
    expect(decideClaim(createControl({ runs: [{ ...free, cancelRequested: true }], queue }), claim)).toEqual({
      events: [{ type: 'run-end', runId, reason: 'cancelled', actor: agent }],
      reply: { status: 'not-claimable' },
    });
  });

  test.each<[string, SessionControl]>([
    ['a run that is held', createControl({ runs: [held] })],
    [
      'a run whose time has not come',
      createControl({ runs: [{ ...free, claimable: false, status: 'suspended' }] }),
    ],
    ['a run that has ended', createControl({ runs: [{ ...free, claimable: false, status: 'ended' }] })],
    ['a run of another session', createControl({ runs: [createRun({ leased: false, claimable: true })] })],
    ['a run of a deleted session', { ...deleted, runs: [free] }],
    ['a run of no session', missing],
  ])('[R2] of %s changes nothing', (_, control) => {
    expect(decideClaim(control, claim)).toEqual({ events: [], reply: { status: 'not-claimable' } });
  });
});

describe('another attempt under the same lease', () => {
  const attempt = { runId, runEpoch: 4, strategy: 'restart' as const, reason: 'stalled' };

  test('is the next one, and keeps the epoch', () => {
    expect(decideAttempt(createControl({ runs: [held] }), attempt)).toEqual({
      events: [
        { type: 'run-start', runId, attempt: 3, strategy: 'restart', reason: 'stalled', actor: agent },
      ],
      reply: { status: 'started', attempt: 3 },
    });
  });

  test('[C3] does not begin after a cancel', () => {
    expect(decideAttempt(createControl({ runs: [{ ...held, cancelRequested: true }] }), attempt)).toEqual({
      events: [],
      reply: { status: 'cancelled' },
    });
  });

  test.each(lost)('[L4] is fenced by %s', (_, control) => {
    expect(decideAttempt(control, attempt)).toEqual({ events: [], reply: { status: 'fenced' } });
  });
});

describe('release', () => {
  test('[R6] hands the run over: claimable at once, and no event tells of it', () => {
    expect(decideRelease(createControl({ runs: [held] }), { runId, runEpoch: 4 })).toEqual({
      events: [],
      release: { runId, status: 'requested', availableInMs: 0 },
      reply: { status: 'released' },
    });
  });

  test('[R7] parks the run until its time comes, and says until when', () => {
    const at = '2026-01-01T00:00:05.000Z';
    expect(
      decideRelease(createControl({ runs: [held] }), { runId, runEpoch: 4, retry: { inMs: 5_000, at } }),
    ).toEqual({
      events: [{ type: 'run-suspend', runId, waitingFor: [`retry-at:${at}`], actor: agent }],
      release: { runId, status: 'suspended', availableInMs: 5_000 },
      reply: { status: 'released' },
    });
  });

  test('[C2] ends a run that was asked to stop, instead of letting the wish wait with it', () => {
    const control = createControl({ runs: [{ ...held, cancelRequested: true }] });
    const retry = { inMs: 200_000, at: '2026-01-01T00:00:05.000Z' };
    const ended = {
      events: [{ type: 'run-end', runId, reason: 'cancelled', actor: agent }],
      reply: { status: 'released' },
    };
    expect(decideRelease(control, { runId, runEpoch: 4, retry })).toEqual(ended);
    expect(decideRelease(control, { runId, runEpoch: 4 })).toEqual(ended);
  });

  test.each(lost)('[L4] is fenced by %s', (_, control) => {
    expect(decideRelease(control, { runId, runEpoch: 4 })).toEqual({
      events: [],
      reply: { status: 'fenced' },
    });
  });
});

describe('end', () => {
  const usage = { outputTokens: 7 };
  const end = { runId, runEpoch: 4, ending: { reason: 'complete' as const, usage }, defaultModel: model };

  test('[R1] is one event, with its reason and what it cost', () => {
    expect(decideEnd(createControl({ runs: [held] }), end)).toEqual({
      events: [{ type: 'run-end', runId, reason: 'complete', usage, actor: agent }],
      reply: { status: 'ended', reason: 'complete' },
    });
  });

  test('[R7] with an error carries its code', () => {
    const ending = { reason: 'error' as const, code: 'stalled' };
    expect(decideEnd(createControl({ runs: [held] }), { ...end, ending }).events).toEqual([
      { type: 'run-end', runId, reason: 'error', code: 'stalled', actor: agent },
    ]);
  });

  test.each([
    { reason: 'complete' as const, usage },
    { reason: 'error' as const, code: 'stalled', usage },
  ])('[C3] after a cancel is stored as cancelled, whatever the worker made of it: $reason', (ending) => {
    const control = createControl({ runs: [{ ...held, cancelRequested: true }], queue: [createQueued()] });
    expect(decideEnd(control, { ...end, ending })).toEqual({
      events: [{ type: 'run-end', runId, reason: 'cancelled', usage, actor: agent }],
      reply: { status: 'ended', reason: 'cancelled' },
    });
  });

  test('[C6] takes the first queued message with it: below its own answer, by whom it was queued', () => {
    const queue = [createQueued({ actor: bob, model: 'demo:kelp' }), createQueued()];
    const [first] = queue;
    expect(decideEnd(createControl({ runs: [held], queue }), end)).toEqual({
      events: [
        { type: 'run-end', runId, reason: 'complete', usage, actor: agent },
        { type: 'queue-remove', itemId: first?.itemId, actor: bob },
        {
          type: 'message-add',
          message: { id: first?.itemId, parentId: held.messageId, role: 'user', parts: first?.parts },
          actor: bob,
        },
        {
          type: 'run-request',
          runId: any,
          messageId: any,
          parentId: first?.itemId,
          agent: 'assistant',
          model: 'demo:kelp',
          actor: bob,
        },
      ],
      requestedBy: 'bob',
      reply: { status: 'ended', reason: 'complete' },
    });
  });

  test('[C6] a queued message without a model of its own gets the default', () => {
    const { events } = decideEnd(createControl({ runs: [held], queue: [createQueued()] }), end);
    expect(events.at(-1)).toMatchObject({ type: 'run-request', model });
  });

  test.each<[string, SessionControl, 'complete' | 'error' | 'cancelled']>([
    ['an error', createControl({ runs: [held], queue: [createQueued({ actor: alice })] }), 'error'],
    ['a cancel', createControl({ runs: [held], queue: [createQueued()] }), 'cancelled'],
    [
      'a sub-agent’s end',
      createControl({ runs: [{ ...held, parentRunId: createId() }], queue: [createQueued()] }),
      'complete',
    ],
  ])('[C6] after %s the queue waits', (_, control, reason) => {
    const { events } = decideEnd(control, { ...end, ending: { reason } });
    expect(events).toEqual([{ type: 'run-end', runId, reason, actor: agent }]);
  });

  test.each(lost)('[L4] is fenced by %s', (_, control) => {
    expect(decideEnd(control, end)).toEqual({ events: [], reply: { status: 'fenced' } });
  });
});
