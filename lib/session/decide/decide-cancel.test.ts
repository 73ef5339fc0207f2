import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { ErrorCode } from '#lib/protocol/error.ts';
import type { SessionControl } from '../session-control.ts';
import {
  createControl,
  createQueued,
  createRun,
  deleted,
  missing,
  refusalOf,
  stranger,
} from '../testing/control-fixture.ts';
import { agent, alice, model } from '../testing/log-fixture.ts';
import { decideCancel } from './decide-cancel.ts';

const runId = createId();
const held = createRun({ runId });
const cancel = { runId, actor: alice, defaultModel: model };
const asked = { type: 'run-cancel', runId, actor: alice };
const ended = { type: 'run-end', runId, reason: 'cancelled', actor: agent };

test('[C2] a run that a worker holds is asked to stop', () => {
  expect(decideCancel(createControl({ runs: [held] }), cancel)).toEqual({
    events: [asked],
    reply: { effect: 'requested' },
  });
});

test('[C2] asked a second time, nothing more happens', () => {
  expect(decideCancel(createControl({ runs: [{ ...held, cancelRequested: true }] }), cancel)).toEqual({
    events: [],
    reply: { effect: 'requested' },
  });
});

test.each<[string, Partial<typeof held>]>([
  ['that nobody has claimed', { status: 'requested', leased: false, claimable: true }],
  ['that is parked', { status: 'suspended', leased: false, claimable: false }],
  ['whose worker is gone', { status: 'running', leased: false, claimable: true }],
])('[C2] [R1] a run %s is ended by the very same commit, and the queue waits', (_, change) => {
  const control = createControl({ runs: [{ ...held, ...change }], queue: [createQueued()] });
  expect(decideCancel(control, cancel)).toEqual({ events: [asked, ended], reply: { effect: 'ended' } });
});

test('[C2] a worker that died after it was asked: the second cancel ends the run', () => {
  const control = createControl({
    runs: [{ ...held, leased: false, claimable: true, cancelRequested: true }],
  });
  expect(decideCancel(control, cancel)).toEqual({ events: [ended], reply: { effect: 'ended' } });
});

test.each<[string, ErrorCode, SessionControl]>([
  [
    'of a run that has ended',
    'already-ended',
    createControl({ runs: [{ ...held, status: 'ended', leased: false }] }),
  ],
  ['[X21] of a run that is not of this session', 'not-found', createControl({ runs: [createRun()] })],
  ['by a viewer', 'forbidden', createControl({ role: 'viewer', runs: [held] })],
  ['by a stranger', 'not-found', { ...stranger, runs: [held] }],
  ['in a deleted session', 'gone', { ...deleted, runs: [held] }],
  ['in no session', 'not-found', missing],
])('[X36] a cancel %s is refused: %s', (_, code, control) => {
  expect(refusalOf(() => decideCancel(control, cancel))).toBe(code);
});
