import { expect, test } from 'vitest';
import { isSendKey, type SendKeyEvent } from './is-send-key.ts';

const enter: SendKeyEvent = { key: 'Enter', keyCode: 13, shiftKey: false, altKey: false, isComposing: false };

test('Enter sends', () => {
  expect(isSendKey(enter)).toBe(true);
});

test('Enter with Shift or Alt is a new line', () => {
  expect([isSendKey({ ...enter, shiftKey: true }), isSendKey({ ...enter, altKey: true })]).toEqual([
    false,
    false,
  ]);
});

test('Enter that chooses a word of an input method does not send', () => {
  expect([isSendKey({ ...enter, isComposing: true }), isSendKey({ ...enter, keyCode: 229 })]).toEqual([
    false,
    false,
  ]);
});

test('no other key sends', () => {
  expect(isSendKey({ ...enter, key: 'a', keyCode: 65 })).toBe(false);
});
