import { expect, test } from 'vitest';
import { isAllowedOrigin, toAllowedOrigins } from './allowed-origin.ts';

const listed = toAllowedOrigins({
  publicUrl: 'https://app.example.com/chat',
  allowedOrigins: ['https://other.example', 'https://app.example.com'],
});

test('the public URL’s own origin is always one of the allowed', () => {
  expect(listed).toEqual(['https://app.example.com', 'https://other.example']);
});

test.for([
  undefined,
  '',
  'null',
  'http://app.example.com',
  'https://app.example.com.evil.io',
  'https://evil-app.example.com',
  'https://sub.app.example.com',
  'https://app.example.com:8443',
  'https://APP.example.com',
  'https://app.example.com/',
  'https://app.example.com, https://evil.io',
])('[X3] [X4] %s is not an allowed origin', (origin) => {
  expect(isAllowedOrigin(origin, 'app.example.com', listed)).toBe(false);
});

test('what is listed is allowed, whatever host the request names', () => {
  expect(listed.map((origin) => isAllowedOrigin(origin, 'spoofed.example', listed))).toEqual([true, true]);
});

test.for([
  ['http://localhost:3000', 'localhost:3000', true],
  ['https://box.lan', 'box.lan', true],
  ['http://localhost:3001', 'localhost:3000', false],
  ['http://localhost', 'localhost:3000', false],
  ['http://localhost:3000.evil.io', 'localhost:3000', false],
  ['http://', '', false],
  ['null', 'null', false],
  ['file://localhost:3000', 'localhost:3000', false],
  [undefined, 'localhost:3000', false],
] as const)('with nothing configured, %s may call %s: %s', ([origin, host, allowed]) => {
  expect(isAllowedOrigin(origin, host, [])).toBe(allowed);
});
