import { expect, test } from 'vitest';
import { readMatrixQuery, toMatrixSearch } from './matrix-query.ts';

test('an address without words shows every scenario', () => {
  expect(readMatrixQuery(new URLSearchParams())).toEqual({ axis: 'scenario', onlyFailures: false });
  expect(toMatrixSearch({ axis: 'scenario', onlyFailures: false })).toBe('');
});

test('what is shown goes into the address and comes out of it again', () => {
  const query = {
    axis: 'rule',
    rowId: 'S02',
    condition: 'mcp+skill',
    modelId: 'openai:a/b',
    onlyFailures: true,
  } as const;
  const search = toMatrixSearch(query);
  expect(search).toBe('?axis=rules&row=S02&condition=mcp%2Bskill&model=openai%3Aa%2Fb&show=failures');
  expect(readMatrixQuery(new URLSearchParams(search))).toEqual(query);
});

test('an address that makes no sense still shows something', () => {
  const parameters = new URLSearchParams('axis=nonsense&condition=magic&show=1&model=&row=');
  expect(readMatrixQuery(parameters)).toEqual({ axis: 'scenario', onlyFailures: false });
});
