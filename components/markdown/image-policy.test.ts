import { describe, expect, test } from 'vitest';
import { allowImage } from './image-policy.ts';

const origin = 'https://holdfast.example';

describe('an image in an answer', () => {
  test.each([
    ['/files/a.png', 'https://holdfast.example/files/a.png'],
    ['https://holdfast.example/a.png', 'https://holdfast.example/a.png'],
    ['data:image/png;base64,AAAA', 'data:image/png;base64,AAAA'],
    ['blob:https://holdfast.example/1', 'blob:https://holdfast.example/1'],
  ])('%s is shown', (src, expected) => {
    expect(allowImage(src, origin)).toBe(expected);
  });

  test.each([
    'https://evil.example/?d=secret',
    '//evil.example/?d=secret',
    '\\\\evil.example\\x',
    'https://holdfast.example@evil.example/x',
    'https://holdfast.example.evil.example/x',
    'http://holdfast.example/x',
    'data:text/html,<script>alert(1)</script>',
    'data:image/svg+xml,<svg onload="alert(1)"/>',
    'data:image/svg+xml;base64,AAAA',
    'blob:https://evil.example/1',
    'javascript:alert(1)',
    'file:///etc/passwd',
    '',
    undefined,
  ])('[X40] %s is not loaded', (src) => {
    expect(allowImage(src, origin)).toBeUndefined();
  });
});
