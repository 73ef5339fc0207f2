import { expect, test } from 'vitest';
import { groupByAge } from './group-by-age.ts';

const now = Date.parse('2026-03-15T01:00:00Z');
const headings = (times: string[], timeZone = 'UTC') =>
  groupByAge(
    times.map((updatedAt) => ({ updatedAt })),
    now,
    timeZone,
  ).map(({ heading, rows }) => [heading, rows.length]);

test('puts rows under the age of their day, in the order they came', () => {
  expect(
    headings([
      '2026-03-15T00:59:00Z',
      '2026-03-15T00:00:00Z',
      '2026-03-14T23:59:00Z',
      '2026-03-10T12:00:00Z',
      '2026-03-08T00:00:00Z',
      '2026-03-07T23:59:00Z',
      '2026-01-31T10:00:00Z',
      '2026-01-01T10:00:00Z',
      '2025-12-31T10:00:00Z',
    ]),
  ).toEqual([
    ['Today', 2],
    ['Yesterday', 1],
    ['Last 7 days', 2],
    ['Last 30 days', 1],
    ['January 2026', 2],
    ['December 2025', 1],
  ]);
});

test('counts the days of the reader, not those of the server', () => {
  // In New York it is still the 14th.
  expect(headings(['2026-03-15T00:30:00Z', '2026-03-14T10:00:00Z'], 'America/New_York')).toEqual([
    ['Today', 2],
  ]);
});

test('takes a time that has not come yet for today', () => {
  expect(headings(['2026-03-16T10:00:00Z'])).toEqual([['Today', 1]]);
});
