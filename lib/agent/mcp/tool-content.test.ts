import { expect, test } from 'vitest';
import { boundContent } from './tool-content.ts';

const answer = (content: unknown) => ({
  jsonrpc: '2.0',
  id: 1,
  result: { content, structuredContent: { a: 1 } },
});
const text = (words: string) => ({ type: 'text', text: words });

test('content that is as it should be stays as it is', () => {
  const fine = answer([text('one'), { type: 'image', data: 'AA==', mimeType: 'image/png' }]);
  expect(boundContent(fine)).toEqual(fine);
  const other = { jsonrpc: '2.0', id: 1, error: { code: 1, message: 'no' } };
  expect(boundContent(other)).toBe(other);
});

test('[X59] of more items than a model is given the first are gone through, and it is told how many are not', () => {
  const many = Array.from({ length: 500_000 }, () => ({}));
  const shown = Array.from({ length: 500 }, () => text('[something that can not be shown]'));
  expect(boundContent(answer(many))).toEqual(
    answer([...shown, text('[499500 more items that can not be shown]')]),
  );
});
