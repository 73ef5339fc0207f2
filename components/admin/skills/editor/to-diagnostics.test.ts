import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { toDiagnostics } from './to-diagnostics.ts';

const finding = { code: 'link', level: 'warning', path: 'SKILL.md', message: 'leads nowhere' } as const;

test('a finding marks its line without the indentation, and the last one where there is none any more', () => {
  const doc = Text.of(['first', '  second']);
  expect(
    toDiagnostics(
      [
        { ...finding, line: 2 },
        { ...finding, line: 9 },
        { ...finding, line: 0 },
      ],
      doc,
    ),
  ).toEqual([
    { from: 8, to: 14, severity: 'warning', message: 'leads nowhere (link)' },
    { from: 8, to: 14, severity: 'warning', message: 'leads nowhere (link)' },
    { from: 0, to: 5, severity: 'warning', message: 'leads nowhere (link)' },
  ]);
});
