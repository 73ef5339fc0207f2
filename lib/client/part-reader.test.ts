import { expect, test } from 'vitest';
import { PartReader } from './part-reader.ts';

const isSameList = (a: readonly number[], b: readonly number[]) => a.join() === b.join();

test('the same selector on the same state gives the same part', () => {
  const reader = new PartReader<{ n: number }, number[]>();
  const state = { n: 1 };
  const select = ({ n }: { n: number }) => [n];
  const part = reader.read(state, select, Object.is);
  expect(reader.read(state, select, Object.is)).toBe(part);
  expect(reader.read({ n: 1 }, select, Object.is)).not.toBe(part);
});

test('an equal part keeps its identity, a different one is given', () => {
  const reader = new PartReader<{ n: number }, number[]>();
  const part = reader.read({ n: 1 }, ({ n }) => [n], isSameList);
  expect(reader.read({ n: 1 }, ({ n }) => [n], isSameList)).toBe(part);
  expect(reader.read({ n: 2 }, ({ n }) => [n], isSameList)).toEqual([2]);
});

test('another selector on the same state is asked', () => {
  const reader = new PartReader<{ n: number }, number[]>();
  const state = { n: 1 };
  reader.read(state, ({ n }) => [n], isSameList);
  expect(reader.read(state, ({ n }) => [n + 1], isSameList)).toEqual([2]);
});
