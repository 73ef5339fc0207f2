import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { layers } from './layers.ts';

test('ARCHITECTURE.md has a row for every layer that is built, as the table has it', () => {
  const page = readFileSync(new URL('../ARCHITECTURE.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([\w/-]+)` \| (anywhere|browser|server) \| ([^|]*)\|/gm)];
  const told = rows.map(([, path, side, names = '']) => ({
    path,
    side,
    mayImport: names.trim() === '' ? [] : names.trim().split(', '),
  }));
  const isBuilt = (path: string): boolean => existsSync(new URL(`../${path}`, import.meta.url));
  const built = layers
    .filter(({ path }) => isBuilt(path))
    .map(({ path, side, mayImport }) => ({
      path,
      side,
      mayImport: mayImport.filter(isBuilt).map((name) => name.replace('lib/', '')),
    }));
  const byPath = (a: { path?: string | undefined }, b: { path?: string | undefined }): number =>
    (a.path ?? '') < (b.path ?? '') ? -1 : 1;
  expect(told.map((row) => ({ ...row, mayImport: row.mayImport.toSorted() })).toSorted(byPath)).toEqual(
    built.map((row) => ({ ...row, mayImport: row.mayImport.toSorted() })).toSorted(byPath),
  );
});
