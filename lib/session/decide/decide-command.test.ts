import { describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { Command, CommandType } from '#lib/protocol/command.ts';
import type { ErrorCode } from '#lib/protocol/error.ts';
import type { Role } from '#lib/protocol/fields.ts';
import {
  createApproval,
  createControl,
  createFacts,
  createQueued,
  createRun,
  deleted,
  missing,
  refusalOf,
  stranger,
} from '../testing/control-fixture.ts';
import { sendContext } from '../testing/log-fixture.ts';
import { decideCommand, idsOf } from './decide-command.ts';

const base = { commandId: createId(), sessionId: createId() };
const [messageId, runId, itemId, approvalId] = [createId(), createId(), createId(), createId()];
const parts = [{ type: 'text' as const, text: 'hello' }];

/** One of each command, as it would succeed in the session below. */
const commands: { [T in CommandType]: Extract<Command, { type: T }> } = {
  'create-session': { ...base, type: 'create-session' },
  'send-message': { ...base, type: 'send-message', messageId: createId(), parts },
  'cancel-run': { ...base, type: 'cancel-run', runId },
  'edit-message': { ...base, type: 'edit-message', messageId, newMessageId: createId(), parts },
  'regenerate-message': { ...base, type: 'regenerate-message', messageId },
  'queue-edit': { ...base, type: 'queue-edit', itemId, parts },
  'queue-move': { ...base, type: 'queue-move', itemId, beforeItemId: null },
  'queue-remove': { ...base, type: 'queue-remove', itemId },
  'respond-approval': {
    ...base,
    type: 'respond-approval',
    approvalId,
    inputHash: 'h',
    decision: 'deny',
    scope: 'once',
  },
  'rename-session': { ...base, type: 'rename-session', title: 'Kelp' },
  'archive-session': { ...base, type: 'archive-session', archived: true },
  'delete-session': { ...base, type: 'delete-session' },
  'restore-session': { ...base, type: 'restore-session' },
  'fork-session': { ...base, type: 'fork-session', messageId, newSessionId: createId() },
  'mark-read': { ...base, type: 'mark-read', seq: 1 },
  'rate-message': { ...base, type: 'rate-message', messageId, value: 1 },
};

const session = createControl({
  runs: [createRun({ runId })],
  queue: [createQueued({ itemId })],
  approvals: [createApproval({ approvalId, runId })],
  messages: [{ messageId, parentId: null, role: 'assistant', status: 'complete' }],
});

type Answer = ErrorCode | 'done';
function answerOf(type: CommandType, control: typeof session): Answer {
  const refusal = refusalOf(() => decideCommand(control, commands[type], sendContext));
  return typeof refusal === 'string' ? refusal : 'done';
}

const unsupported: ReadonlySet<CommandType> = new Set(['edit-message', 'regenerate-message', 'fork-session']);

/** What each role is answered, per command. [P1] */
const matrix: Record<Exclude<CommandType, 'create-session'>, Record<Role, Answer>> = {
  'send-message': { owner: 'done', editor: 'done', viewer: 'forbidden' },
  'cancel-run': { owner: 'done', editor: 'done', viewer: 'forbidden' },
  'queue-edit': { owner: 'done', editor: 'done', viewer: 'forbidden' },
  'queue-move': { owner: 'done', editor: 'done', viewer: 'forbidden' },
  'queue-remove': { owner: 'done', editor: 'done', viewer: 'forbidden' },
  'respond-approval': { owner: 'done', editor: 'done', viewer: 'forbidden' },
  'rename-session': { owner: 'done', editor: 'done', viewer: 'forbidden' },
  'rate-message': { owner: 'done', editor: 'done', viewer: 'forbidden' },
  'mark-read': { owner: 'done', editor: 'done', viewer: 'done' },
  'archive-session': { owner: 'done', editor: 'forbidden', viewer: 'forbidden' },
  'delete-session': { owner: 'done', editor: 'forbidden', viewer: 'forbidden' },
  'restore-session': { owner: 'done', editor: 'forbidden', viewer: 'forbidden' },
  'edit-message': { owner: 'invalid-input', editor: 'invalid-input', viewer: 'invalid-input' },
  'regenerate-message': { owner: 'invalid-input', editor: 'invalid-input', viewer: 'invalid-input' },
  'fork-session': { owner: 'invalid-input', editor: 'invalid-input', viewer: 'invalid-input' },
};

// Cast: the keys of a literal that the compiler has checked against the list of commands.
const rows = Object.entries(matrix) as [CommandType, Record<Role, Answer>][];

describe('[P1] [X24] what each role is answered', () => {
  test.each(rows)('%s', (type, expected) => {
    const roles = ['owner', 'editor', 'viewer'] as const;
    expect(Object.fromEntries(roles.map((role) => [role, answerOf(type, { ...session, role })]))).toEqual(
      expected,
    );
  });
});

describe('who takes no part learns nothing, and a deleted session is gone', () => {
  test.each(rows.filter(([type]) => !unsupported.has(type)))('%s', (type) => {
    const afterDelete = type === 'delete-session' || type === 'restore-session' ? 'done' : 'gone';
    expect({
      stranger: answerOf(type, { ...session, role: stranger.role }),
      noSession: answerOf(type, missing),
      deleted: answerOf(type, { ...session, session: deleted.session }),
      deletedToStranger: answerOf(type, { ...session, session: deleted.session, role: undefined }),
    }).toEqual({
      stranger: 'not-found',
      noSession: 'not-found',
      deleted: afterDelete,
      deletedToStranger: 'not-found',
    });
  });
});

test('create-session is for anyone, of an id that nobody has', () => {
  expect([answerOf('create-session', missing), answerOf('create-session', session)]).toEqual([
    'done',
    'conflict',
  ]);
});

test.each(['steer', 'interrupt'] as const)(
  'whenBusy: %s is not built yet: invalid-input, busy or not',
  (whenBusy) => {
    const command = { ...commands['send-message'], whenBusy };
    for (const control of [session, createControl({ session: createFacts() })]) {
      expect(refusalOf(() => decideCommand(control, command, sendContext))).toBe('invalid-input');
    }
  },
);

test('whenBusy: queue is what happens anyway', () => {
  const command = { ...commands['send-message'], whenBusy: 'queue' as const };
  expect(decideCommand(session, command, sendContext).reply).toEqual({ placed: 'queue' });
});

test('the ids that a command speaks of are those whose facts it is decided by', () => {
  const parentId = createId();
  const send = { ...commands['send-message'], messageId };
  const none = { messageIds: [], runIds: [], approvalIds: [] };
  expect([
    idsOf(send),
    idsOf({ ...send, parentId }),
    idsOf({ ...send, parentId: null }),
    idsOf(commands['cancel-run']),
    idsOf(commands['rate-message']),
    idsOf(commands['respond-approval']),
    idsOf(commands['rename-session']),
  ]).toEqual([
    { ...none, messageIds: [messageId] },
    { ...none, messageIds: [messageId, parentId] },
    { ...none, messageIds: [messageId] },
    { ...none, runIds: [runId] },
    { ...none, messageIds: [messageId] },
    { ...none, approvalIds: [approvalId] },
    none,
  ]);
});
