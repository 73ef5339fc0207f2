import { expect, test } from 'vitest';
import { readFeedbackQuery, toRatedFilter } from './feedback-query.ts';

test('an address is read as far as it makes sense, and holds nothing that a database refuses', () => {
  const query = readFeedbackQuery({ rating: 'down', note: 'maybe', model: 'a\0b', version: ['x', 'y'] });
  expect(query).toEqual({ rating: 'down', note: '', model: 'a\ufffdb', version: '', before: undefined });
  expect(toRatedFilter(query)).toEqual({ value: -1, model: 'a\ufffdb' });
});
