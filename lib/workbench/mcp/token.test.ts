import { expect, test } from 'vitest';
import { createToken, type TokenClaims, verifyToken } from './token.ts';

const secret = 's'.repeat(32);
const claims: TokenClaims = {
  sandboxId: '0190a000-0000-7000-8000-000000000001',
  kind: 'token',
  expiresAt: 2_000,
};

test('a token gives back what it was made from, until it expires', () => {
  const token = createToken(claims, secret);
  expect(verifyToken(token, secret, 1_999)).toEqual(claims);
  expect(verifyToken(token, secret, 2_000)).toBeUndefined();
});

test('a token that somebody else made or changed is none', () => {
  const token = createToken(claims, secret);
  const [payload = '', signature = ''] = token.slice(3).split('.');
  const other = Buffer.from(JSON.stringify({ ...claims, sandboxId: claims.sandboxId.replace('1', '2') }));
  const forged = [
    createToken(claims, 'x'.repeat(32)),
    `wb_${other.toString('base64url')}.${signature}`,
    `wb_${payload}.${'A'.repeat(43)}`,
    `wb_${payload}.${signature.slice(1)}`,
    `wb_${payload}.${signature}A`,
    `wb_${payload}.`,
    `wb_${payload}`,
    `wb_.${signature}`,
    `wx_${payload}.${signature}`,
    ` ${token}`,
    `${token}\n`,
    '',
  ];
  expect(forged.filter((text) => verifyToken(text, secret, 0))).toEqual([]);
});

test('a token names a sandbox by an id and nothing else', () => {
  expect(() => createToken({ ...claims, sandboxId: '../postgres' }, secret)).toThrow(/UUID/);
});
