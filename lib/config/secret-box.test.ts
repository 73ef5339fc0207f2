import { expect, test } from 'vitest';
import { openText, sealText } from './secret-box.ts';

const secret = 'a-secret-of-more-than-thirty-two-bytes';
const place = { purpose: 'tests', owner: 'row 1' };
const text = 'Bearer café';

test('a sealed text opens again, shows nothing of itself, and is never sealed twice alike', () => {
  const sealed = sealText(secret, place, text);
  expect({
    opened: openText(secret, place, sealed),
    shows: sealed.includes(Buffer.from('Bearer').toString('base64url')) || sealed.includes('Bearer'),
    again: sealText(secret, place, text) === sealed,
  }).toEqual({ opened: text, shows: false, again: false });
});

test('it opens with no other secret, for no other use, in no other row, and not when a bit of it changed', () => {
  const sealed = sealText(secret, place, text);
  const [version = '', encoded = ''] = sealed.split('.');
  const changed = Buffer.from(encoded, 'base64url').map((byte, index) => (index === 20 ? byte ^ 1 : byte));
  expect([
    openText(`${secret}!`, place, sealed),
    openText(secret, { ...place, purpose: 'others' }, sealed),
    openText(secret, { ...place, owner: 'row 2' }, sealed),
    openText(secret, place, `${version}.${Buffer.from(changed).toString('base64url')}`),
    openText(secret, place, sealed.slice(0, 20)),
    openText(secret, place, `v2.${encoded}`),
    openText(secret, place, ''),
  ]).toEqual(Array.from({ length: 7 }, () => undefined));
});
