import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { limitFields } from './limit-fields.ts';
import { modelFields } from './model-fields.ts';
import { serverFields } from './server-fields.ts';
import { timingFields } from './timing-fields.ts';

test('the README lists every setting with its default, and no other', () => {
  const fields = Object.values({ ...serverFields, ...limitFields, ...timingFields, ...modelFields });
  const expected = fields.map(({ variable, fallback }) => `${variable}=${String(fallback ?? '')}`);
  expect(listSettings(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toSorted()).toEqual(
    expected.toSorted(),
  );
});

/** Rows of the tables whose first column is a variable, or several with a default each. */
function listSettings(readme: string): string[] {
  return readme.split('\n').flatMap((line) => {
    const [, names = '', defaults = ''] = line.split('|').map((cell) => cell.trim());
    if (!/^`[A-Z][A-Z_]+`/.test(names)) return [];
    const values = defaults.split(', ');
    return names.split(', ').map((name, index) => `${name.replaceAll('`', '')}=${values[index] ?? ''}`);
  });
}
