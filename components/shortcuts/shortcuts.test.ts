import { expect, test } from 'vitest';
import { isText, matchesShortcut, type KeyPress } from './shortcuts.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test('Ctrl and Command both stop', () => {
  expect(matchesShortcut(press('.', { ctrlKey: true }), 'stop-run')).toBe(true);
  expect(matchesShortcut(press('.', { metaKey: true }), 'stop-run')).toBe(true);
  expect(matchesShortcut(press('.'), 'stop-run')).toBe(false);
});

test('a letter needs exactly its modifiers', () => {
  expect(matchesShortcut(press('O', { ctrlKey: true, shiftKey: true }), 'new-session')).toBe(true);
  expect(matchesShortcut(press('o', { ctrlKey: true }), 'new-session')).toBe(false);
  expect(matchesShortcut(press('b', { ctrlKey: true, shiftKey: true }), 'toggle-sidebar')).toBe(false);
  expect(matchesShortcut(press('b', { ctrlKey: true, altKey: true }), 'toggle-sidebar')).toBe(false);
});

test('a sign is matched as typed, with or without Shift', () => {
  expect(matchesShortcut(press('?', { shiftKey: true }), 'show-shortcuts')).toBe(true);
  expect(matchesShortcut(press('?'), 'show-shortcuts')).toBe(true);
});

test('signs alone are text while someone types', () => {
  expect([isText('show-shortcuts'), isText('focus-composer'), isText('stop-run')]).toEqual([
    true,
    true,
    false,
  ]);
});
