import { expect, test } from 'vitest';
import { findRuleFaults } from './find-rule-faults.ts';

const protocol = `**Log**
- L1 seq counts 1, 2, 3.
- **L2** A batch is appended whole
  or not at all.
- D1 Each seq once. (planned)`;

const quote = (...names: string[]) =>
  names.map((name) => ({ path: 'lib/a.test.ts', text: `test('${name}', () => {})` }));

test('every rule is quoted or planned, and other documents have ids of their own', () => {
  expect(findRuleFaults(protocol, quote('[L1] [L2] counts', '[X7] refuses'))).toEqual([]);
});

test('a rule that no test quotes is a fault', () => {
  expect(findRuleFaults(protocol, quote('[L1] counts', 'whole, see [L2]'))).toEqual([
    'docs/protocol.md L2 is quoted by no test: prove it, or mark it planned',
  ]);
});

test('a quote of no rule, and of a rule that is still planned, is a fault', () => {
  expect(findRuleFaults(protocol, quote('[L1] [L2] counts', '[L9] flies', '[D1] once'))).toEqual([
    'docs/protocol.md D1 is marked planned, but a test quotes it',
    'lib/a.test.ts quotes L9: docs/protocol.md has no such rule',
  ]);
});

test('a protocol without rules is a fault', () => {
  expect(findRuleFaults('# Protocol', [])).toEqual(['docs/protocol.md has no rules']);
});
