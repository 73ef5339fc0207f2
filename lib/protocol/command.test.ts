import { describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { commandSchema, type CommandType } from './command.ts';
import { MAX_NOTE_CHARS, MAX_TITLE_CHARS } from './limits.ts';

const parts = [{ type: 'text', text: 'hello' }];
const id = createId;

/** The least of each command that parses, without its base. */
const payloads: Record<CommandType, Record<string, unknown>> = {
  'create-session': {},
  'send-message': { messageId: id(), parts },
  'cancel-run': { runId: id() },
  'edit-message': { messageId: id(), newMessageId: id(), parts },
  'regenerate-message': { messageId: id() },
  'queue-edit': { itemId: id(), parts },
  'queue-move': { itemId: id(), beforeItemId: id() },
  'queue-remove': { itemId: id() },
  'respond-approval': { approvalId: id(), inputHash: 'h', decision: 'approve', scope: 'once' },
  'rename-session': { title: 'A title' },
  'archive-session': { archived: true },
  'delete-session': {},
  'restore-session': {},
  'fork-session': { messageId: id(), newSessionId: id() },
  'mark-read': { seq: 0 },
  'rate-message': { messageId: id(), value: 1 },
};
const commands = Object.entries(payloads).map(([type, payload]) => ({
  commandId: id(),
  sessionId: id(),
  type,
  ...payload,
}));
const claims = ['userId', 'role', 'isAdmin', 'seq', 'epoch', 'createdAt', 'actor', 'at', 'unknown'];
const badIds: unknown[] = [
  '',
  'undefined',
  '../1',
  'x'.repeat(1_000),
  id().toUpperCase(),
  `${id()}\n`,
  "' OR 1=1 --",
  '\u{1F30A}',
  '__proto__',
  0,
  null,
  [id()],
  { toString: 'x' },
];

test('every command of the list has its schema here', () => {
  expect(commandSchema.options.map((option) => option.shape.type.value).toSorted()).toEqual(
    Object.keys(payloads).toSorted(),
  );
});

describe.each(commands)('$type', (command) => {
  test('parses to itself', () => {
    expect(commandSchema.parse(command)).toEqual(command);
  });

  test('[X18] is refused with a key that is not its own, whatever the client claims to be', () => {
    const accepted = claims.filter(
      (key) => !(key in command) && commandSchema.safeParse({ ...command, [key]: 'owner' }).success,
    );
    expect(accepted).toEqual([]);
    const own: unknown = JSON.parse(`{"__proto__":{"role":"owner"},${JSON.stringify(command).slice(1)}`);
    expect(commandSchema.safeParse(own).success).toBe(false);
  });

  test('[X17] is refused when any of its keys is missing', () => {
    const accepted = Object.keys(command).filter((missing) => {
      const rest = Object.fromEntries(Object.entries(command).filter(([key]) => key !== missing));
      return commandSchema.safeParse(rest).success;
    });
    expect(accepted).toEqual([]);
  });

  test('[X19] takes lower-case UUIDs as ids and nothing else', () => {
    const idKeys = Object.keys(command).filter((key) => key.endsWith('Id'));
    expect(idKeys).toEqual(expect.arrayContaining(['commandId', 'sessionId']));
    const accepted = idKeys.flatMap((key) =>
      badIds
        // Null is the end of the queue.
        .filter((bad) => !(key === 'beforeItemId' && bad === null))
        .filter((bad) => commandSchema.safeParse({ ...command, [key]: bad }).success)
        .map((bad) => [key, bad]),
    );
    expect(accepted).toEqual([]);
  });
});

const base = { commandId: id(), sessionId: id() };
const send = { ...base, type: 'send-message', messageId: id(), parts };

test('every option of send-message parses', () => {
  const full = { ...send, parentId: id(), whenBusy: 'queue', model: 'demo:coral', create: true };
  expect(commandSchema.parse(full)).toEqual(full);
  expect(commandSchema.parse({ ...send, parentId: null })).toEqual({ ...send, parentId: null });
});

test.each<[string, Record<string, unknown>]>([
  ['a place that does not exist', { ...send, whenBusy: 'drop' }],
  ['an empty model', { ...send, model: '' }],
  ['a model name of 201 characters', { ...send, model: 'm'.repeat(201) }],
  ['create that is no boolean', { ...send, create: 'yes' }],
  ['another type', { ...base, type: 'drop-session' }],
  ['the name of a prototype member as type', { ...base, type: 'constructor' }],
  ['an empty title', { ...base, type: 'rename-session', title: '  ' }],
  ['a title over the limit', { ...base, type: 'rename-session', title: 't'.repeat(MAX_TITLE_CHARS + 1) }],
  ['a rating of 2', { ...base, type: 'rate-message', messageId: id(), value: 2 }],
  [
    'a note over the limit',
    { ...base, ...payloads['rate-message'], type: 'rate-message', note: 'n'.repeat(MAX_NOTE_CHARS + 1) },
  ],
  ['a read mark below zero', { ...base, type: 'mark-read', seq: -1 }],
  ['a read mark between two seqs', { ...base, type: 'mark-read', seq: 1.5 }],
  ['a read mark that is no number', { ...base, type: 'mark-read', seq: Number.NaN }],
  ['a read mark past the whole numbers', { ...base, type: 'mark-read', seq: 2 ** 53 }],
])('%s is refused', (_, command) => {
  expect(commandSchema.safeParse(command).success).toBe(false);
});

test.each([undefined, null, [], 5, 'command', true, [send]])('[X17] %j is no command', (value) => {
  expect(commandSchema.safeParse(value).success).toBe(false);
});

test('a title is trimmed', () => {
  const command = { ...base, type: 'rename-session' as const, title: '  Kelp \n' };
  expect(commandSchema.parse(command)).toEqual({ ...command, title: 'Kelp' });
});
