import { expect, test } from 'vitest';
import { toApprovalWords } from './approval-words.ts';

const approvalId = 'a';
const maria = { kind: 'user', id: 'u1', name: 'Maria' } as const;
const nameless = { kind: 'user', id: 'u2' } as const;

test('says who answered, for how long it holds and why', () => {
  expect([
    toApprovalWords({ approvalId, status: 'requested' }, 'u1'),
    toApprovalWords({ approvalId, status: 'approved', by: maria }, 'u1'),
    toApprovalWords({ approvalId, status: 'approved', by: maria, scope: 'session' }, 'u2'),
    toApprovalWords({ approvalId, status: 'denied', by: maria, reason: 'Not on a Friday' }, undefined),
    toApprovalWords({ approvalId, status: 'denied', by: nameless }, 'u1'),
    toApprovalWords({ approvalId, status: 'expired' }, 'u1'),
  ]).toEqual([
    undefined,
    'Allowed by you',
    'Allowed by Maria for this whole session',
    'Denied by Maria: “Not on a Friday”',
    'Denied by someone',
    'Nobody answered in time',
  ]);
});
