import { expect, test } from 'vitest';
import { toFreeName } from './free-name.ts';

test('takes the next free name, and the plain one when nothing is known', () => {
  const value = { migrations: [{ name: 'create_notes' }, { name: 'create_notes_2' }] };
  expect([
    toFreeName('create_notes', { status: 'ok', value }),
    toFreeName('create_orders', { status: 'ok', value }),
    toFreeName('create_notes', { status: 'error', message: 'no' }),
  ]).toEqual(['create_notes_3', 'create_orders', 'create_notes']);
});
