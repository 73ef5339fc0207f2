import { expect, test } from 'vitest';
import { toToolResult } from './to-tool-result.ts';

test('structured content is the result; without it the text is', () => {
  const text = { type: 'text' as const, text: '{"rows":1}' };
  expect([
    toToolResult({ content: [text], structuredContent: { rows: 1 } }, 1_000),
    toToolResult({ content: [text, { type: 'text', text: 'and more' }] }, 1_000),
    toToolResult({ content: [] }, 1_000),
  ]).toEqual([
    { status: 'ok', output: { rows: 1 }, untrusted: true },
    { status: 'ok', output: '{"rows":1}\nand more', untrusted: true },
    { status: 'ok', output: '', untrusted: true },
  ]);
});

test('what is no text becomes a line about it', () => {
  const content = [
    { type: 'image' as const, data: 'aGk=', mimeType: 'image/png' },
    { type: 'audio', data: 'aGk=', mimeType: 'audio/wav' },
    { type: 'resource' as const, resource: { uri: 'file:///a.txt', text: 'inside' } },
    { type: 'resource' as const, resource: { uri: 'file:///a.bin', blob: 'aGk=' } },
    { type: 'resource_link' as const, uri: 'https://example.com/x', name: 'x' },
  ];
  expect(toToolResult({ content }, 1_000)).toEqual({
    status: 'ok',
    output: [
      '[image that is not shown: image/png]',
      '[audio that is not shown: audio/wav]',
      'inside',
      '[a file that is not shown: file:///a.bin]',
      '[a link to https://example.com/x]',
    ].join('\n'),
    untrusted: true,
  });
});

test('an error says what the server says, or that it said nothing', () => {
  expect([
    toToolResult({ isError: true, content: [{ type: 'text', text: 'no' }] }, 1_000),
    toToolResult({ isError: true, content: [], structuredContent: { code: 7 } }, 1_000),
    toToolResult({ isError: true, content: [] }, 1_000),
  ]).toEqual([
    { status: 'error', message: 'no', untrusted: true },
    { status: 'error', message: '{"code":7}', untrusted: true },
    { status: 'error', message: 'it failed, and did not say why', untrusted: true },
  ]);
});

test('[X59] structured content that is too large is given as the start of its text', () => {
  const result = toToolResult({ content: [], structuredContent: { rows: 'x'.repeat(5_000) } }, 1_000);
  expect(result).toMatchObject({ status: 'ok', output: expect.stringMatching(/^\{"rows":"x+\n\[cut here/) });
});
