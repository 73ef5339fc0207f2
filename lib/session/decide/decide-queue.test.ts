import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { CommandOf } from '#lib/protocol/command.ts';
import type { ErrorCode } from '#lib/protocol/error.ts';
import { MAX_TEXT_CHARS } from '#lib/protocol/limits.ts';
import { createControl, createQueued, refusalOf } from '../testing/control-fixture.ts';
import { alice } from '../testing/log-fixture.ts';
import { decideQueue } from './decide-queue.ts';

type QueueCommand = CommandOf<'queue-edit'> | CommandOf<'queue-move'> | CommandOf<'queue-remove'>;

const [first, second] = [createQueued(), createQueued()];
const control = createControl({ queue: [first, second] });
const base = { commandId: createId(), sessionId: createId(), itemId: second.itemId };
const parts = [{ type: 'text' as const, text: 'better' }];

test.each<[QueueCommand, object]>([
  [{ ...base, type: 'queue-edit', parts }, { parts }],
  [{ ...base, type: 'queue-move', beforeItemId: first.itemId }, { beforeItemId: first.itemId }],
  [{ ...base, type: 'queue-move', beforeItemId: null }, { beforeItemId: null }],
  [{ ...base, type: 'queue-remove' }, {}],
])('[C6] $type is one event of the same name, by whoever did it', (command, payload) => {
  expect(decideQueue(control, command, alice)).toEqual({
    events: [{ type: command.type, itemId: second.itemId, ...payload, actor: alice }],
    reply: undefined,
  });
});

const gone = { ...base, itemId: createId() };

test.each<[string, ErrorCode, QueueCommand]>([
  ['an edit of an item that was taken', 'not-found', { ...gone, type: 'queue-edit', parts }],
  ['a move of an item that was taken', 'not-found', { ...gone, type: 'queue-move', beforeItemId: null }],
  ['a removal of an item that was taken', 'not-found', { ...gone, type: 'queue-remove' }],
  [
    '[X22] a move before an item that is not here',
    'not-found',
    { ...base, type: 'queue-move', beforeItemId: createId() },
  ],
  [
    '[X29] an edit to nothing visible',
    'invalid-input',
    { ...base, type: 'queue-edit', parts: [{ type: 'text', text: ' ' }] },
  ],
  [
    '[X30] an edit over the limit',
    'too-long',
    { ...base, type: 'queue-edit', parts: [{ type: 'text', text: 'x'.repeat(MAX_TEXT_CHARS + 1) }] },
  ],
])('%s is refused: %s', (_, code, command) => {
  expect(refusalOf(() => decideQueue(control, command, alice))).toBe(code);
});
