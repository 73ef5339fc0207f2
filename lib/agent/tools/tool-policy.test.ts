import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { ToolPart } from '#lib/protocol/message.ts';
import type { Approval } from '#lib/protocol/snapshot.ts';
import { hashInput } from '#lib/session/hash-input.ts';
import { ScriptedTool } from '../testing/scripted-tool.ts';
import { planCall, type CallFacts, type CallPlan } from './tool-policy.ts';

const input = { table: 'kelp' };
const call = (state: ToolPart['state']): ToolPart => ({
  type: 'dynamic-tool',
  toolCallId: 't1-1-0',
  toolName: 'work',
  state,
  input,
});
const answered = (change: Partial<Approval>): Partial<CallFacts> => ({
  call: call('approval-responded'),
  approval: {
    approvalId: createId(),
    runId: createId(),
    toolCallId: 't1-1-0',
    toolName: 'work',
    inputHash: hashInput(input),
    why: 'policy',
    expiresAt: '2026-01-01T00:00:00.000Z',
    sessionScope: true,
    status: 'approved',
    ...change,
  },
});
const plan = (change: Partial<CallFacts>) =>
  planCall({
    call: call('input-available'),
    tool: new ScriptedTool('work'),
    inputFault: undefined,
    approval: undefined,
    hasReadUntrusted: false,
    mode: 'ask',
    ...change,
  });
const run: CallPlan = { kind: 'run' };
const ask = (why: 'policy' | 'untrusted' | 'unknown-outcome'): CallPlan => ({ kind: 'ask', why });
const [reads, writes, sends, asks, repeats] = [
  new ScriptedTool('work'),
  new ScriptedTool('work', { effect: 'write' }),
  new ScriptedTool('work', { effect: 'send' }),
  new ScriptedTool('work', { asks: true }),
  new ScriptedTool('work', { repeats: true }),
];

test.each<[string, Partial<CallFacts>, CallPlan]>([
  ['a read', { tool: reads }, run],
  ['a write', { tool: writes }, run],
  ['one that asks', { tool: asks }, ask('policy')],
  ['one that asks, with nobody there', { tool: asks, mode: 'allow' }, run],
  ['a read after untrusted words', { tool: reads, hasReadUntrusted: true }, run],
  ['a write after untrusted words', { tool: writes, hasReadUntrusted: true }, ask('untrusted')],
  ['a message out after untrusted words', { tool: sends, hasReadUntrusted: true }, ask('untrusted')],
  ['one that asks after untrusted words', { tool: asks, hasReadUntrusted: true }, ask('policy')],
  ['one with an open question', { call: call('approval-requested') }, { kind: 'wait' }],
  ['an allowed one', answered({}), run],
  ['a denied one', answered({ status: 'denied' }), { kind: 'deny' }],
  ['one that nobody answered', answered({ status: 'expired' }), { kind: 'deny' }],
  ['one whose question is not found', { call: call('approval-responded') }, { kind: 'deny' }],
  ['a read that was cut off', { call: call('running'), tool: repeats }, run],
  ['another that was cut off', { call: call('running') }, ask('unknown-outcome')],
])('[A3] %s', (_, facts, expected) => {
  expect(plan(facts)).toEqual(expected);
});

test.each<[string, Partial<CallFacts>, RegExp]>([
  ['of a tool that is not offered', { tool: undefined }, /^There is no tool "work" now\.$/],
  [
    '[I14] cut off, of a tool that is gone',
    { call: call('running'), tool: undefined },
    /^outcome unknown: .* no tool "work"/,
  ],
  ['whose input does not fit', { inputFault: '/table must be string' }, /schema: \/table must be string\./],
  ['[A1] allowed with another input', answered({ inputHash: hashInput({ table: 'crab' }) }), /another input/],
  [
    '[I14] cut off, that a person does not run again',
    answered({ why: 'unknown-outcome', status: 'denied' }),
    /^outcome unknown: a person chose not to run it again$/,
  ],
  [
    '[I14] cut off, that nobody answered about',
    answered({ why: 'unknown-outcome', status: 'expired' }),
    /^outcome unknown/,
  ],
  ['[I14] cut off, with nobody there', { call: call('running'), mode: 'allow' }, /^outcome unknown/],
])('a call %s fails', (_, facts, errorText) => {
  expect(plan(facts)).toEqual({ kind: 'fail', errorText: expect.stringMatching(errorText) });
});
