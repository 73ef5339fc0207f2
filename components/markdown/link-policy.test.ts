import { describe, expect, test } from 'vitest';
import { judgeLink } from './link-policy.ts';

describe('a link in an answer', () => {
  test('to the web opens after its host was shown', () => {
    expect(judgeLink('https://example.com/a?b=c#d')).toEqual({
      kind: 'external',
      href: 'https://example.com/a?b=c#d',
      host: 'example.com',
    });
  });

  test('shows the port with the host', () => {
    expect(judgeLink('http://localhost:3000')).toMatchObject({ kind: 'external', host: 'localhost:3000' });
  });

  test('[X42] shows a lookalike host as punycode', () => {
    expect(judgeLink('https://аpple.com/')).toMatchObject({ kind: 'external', host: 'xn--pple-43d.com' });
  });

  test('may write a mail or point within the page', () => {
    expect(judgeLink('mailto:someone@example.com')).toEqual({
      kind: 'mail',
      href: 'mailto:someone@example.com',
    });
    expect(judgeLink('#fn-1')).toEqual({ kind: 'anchor', href: '#fn-1' });
  });

  test.each([
    'javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'vbscript:msgbox',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'blob:https://example.com/x',
    'tel:+123',
    'https://user:password@example.com/',
    'https://example.com@evil.example/',
    `https://example.com/${'a'.repeat(5_000)}`,
    'https://',
    '//evil.example/path',
    '/settings',
    'relative',
    '',
  ])('[X42] %j goes nowhere', (href) => {
    expect(judgeLink(href)).toEqual({ kind: 'blocked' });
  });

  test('without an address goes nowhere', () => {
    expect(judgeLink(undefined)).toEqual({ kind: 'blocked' });
  });
});
