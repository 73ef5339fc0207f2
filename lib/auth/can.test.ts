import { expect, test } from 'vitest';
import { type Action, can } from './can.ts';

const actions: readonly Action[] = [
  'read',
  'signal',
  'mark-read',
  'fork-session',
  'send-message',
  'cancel-run',
  'edit-message',
  'regenerate-message',
  'queue-edit',
  'queue-move',
  'queue-remove',
  'respond-approval',
  'rate-message',
  'rename-session',
  'archive-session',
  'delete-session',
  'restore-session',
];

test('[P1] an owner may everything', () => {
  expect(actions.filter((action) => !can('owner', action))).toEqual([]);
});

test('[P1] an editor may everything but put a session away', () => {
  expect(actions.filter((action) => !can('editor', action))).toEqual([
    'archive-session',
    'delete-session',
    'restore-session',
  ]);
});

test('[P1] [X24] a viewer may read, and keep what is their own', () => {
  expect(actions.filter((action) => can('viewer', action))).toEqual(['read', 'mark-read', 'fork-session']);
});

test('[P1] whoever takes no part may nothing', () => {
  expect(actions.filter((action) => can(undefined, action))).toEqual([]);
});
