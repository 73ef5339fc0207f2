import { expect, test } from 'vitest';
import { workbenchTools } from '#lib/workbench/tools/workbench-tools.ts';
import { findToolOrders, toPairs } from './tool-order.ts';

const tools = workbenchTools.map(({ name }) => name);

test('the Workbench says in its descriptions: try, ask the advisors, record', () => {
  const order = toPairs(['execute_sql', 'get_advisors', 'apply_migration']);
  const stated = workbenchTools.map(({ name, description }) => [
    name,
    findToolOrders(description, tools, name),
  ]);
  expect(stated.filter(([, orders]) => orders?.length !== 0)).toEqual([
    ['execute_sql', order],
    ['apply_migration', order],
  ]);
});

test('what a tool says of itself counts only with "here" or "then"', () => {
  const read = (text: string, self?: string) => findToolOrders(text, tools, self);
  expect(read('Try here first, and use read_doc at the end.', 'execute_sql')).toEqual(
    toPairs(['execute_sql', 'read_doc']),
  );
  expect(read('First read_doc, then this.', 'execute_sql')).toEqual(toPairs(['read_doc', 'execute_sql']));
  expect(read('First read_doc, then this.')).toEqual([]);
  expect(read('Use read_doc first.', 'execute_sql')).toEqual([]);
});

test('each sentence stands for itself, and a "not" makes it say nothing', () => {
  const read = (text: string) => findToolOrders(text, tools);
  expect(read('First read_doc. Then execute_sql.')).toEqual([]);
  expect(read('Use read_doc before execute_sql; do not use get_advisors before list_tables.')).toEqual(
    toPairs(['read_doc', 'execute_sql']),
  );
});

test('every step comes before all later ones, by where it is named first', () => {
  expect(toPairs(['a', 'b', 'a', 'c'])).toEqual([
    { before: 'a', after: 'b' },
    { before: 'a', after: 'c' },
    { before: 'b', after: 'c' },
  ]);
});
