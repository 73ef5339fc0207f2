import { expect, test } from 'vitest';
import { isOwnHost, isOwnOrigin } from './host-rules.ts';

const open = { publicUrl: undefined, allowedOrigins: [] };
const named = { publicUrl: 'https://chat.example.com', allowedOrigins: ['https://admin.example.com'] };

test('a server without a name answers to loopback and to addresses, and to no name', () => {
  const hosts = ['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000', '192.168.1.5'];
  expect(hosts.filter((host) => !isOwnHost(host, open))).toEqual([]);
  const foreign = [
    'evil.example.com',
    'evil.example.com:3000',
    '',
    undefined,
    'localhost.evil.com',
    'a@localhost',
    'localhost/x',
  ];
  expect(foreign.filter((host) => isOwnHost(host, open))).toEqual([]);
});

test('a server with a name answers to it as well', () => {
  expect(
    ['chat.example.com', 'admin.example.com:443', '127.0.0.1'].every((host) => isOwnHost(host, named)),
  ).toBe(true);
  expect(isOwnHost('evil.chat.example.com', named)).toBe(false);
});

test('pages of other sites may not call', () => {
  expect(
    [undefined, 'http://localhost:6274', 'http://127.0.0.1'].every((origin) => isOwnOrigin(origin, open)),
  ).toBe(true);
  expect(
    ['null', 'http://evil.example.com', 'file://', ''].filter((origin) => isOwnOrigin(origin, open)),
  ).toEqual([]);
  expect(isOwnOrigin('https://chat.example.com', named)).toBe(true);
  expect(isOwnOrigin('https://admin.example.com', named)).toBe(true);
  expect(isOwnOrigin('http://localhost:3000', named)).toBe(false);
});
