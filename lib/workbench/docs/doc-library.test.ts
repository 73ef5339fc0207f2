import { expect, test } from 'vitest';
import { DocLibrary, loadDocs } from './doc-library.ts';
import { parseDocPage } from './doc-page.ts';

const docs = loadDocs();

test('the pages are many, short, and of one version', () => {
  expect(docs.pages.length).toBeGreaterThanOrEqual(15);
  expect(new Set(docs.pages.map(({ version }) => version))).toEqual(new Set(['2']));
  expect(docs.pages.filter(({ body }) => body.split('\n').length > 80 || body.length > 5_000)).toEqual([]);
});

test('a page that refers to another one means one that exists', () => {
  const referred = docs.pages.flatMap(({ body }) =>
    [...body.matchAll(/\bpages? ([a-z]+(?:-[a-z]+)+)/g)].map(([, id = '']) => id),
  );
  expect(referred.length).toBeGreaterThan(3);
  expect(referred.filter((id) => docs.find(id) === undefined)).toEqual([]);
});

test.each([
  ['rls on new table', 'row-level-security'],
  ['update changes nothing', 'policies'],
  ['slow policies auth.uid()', 'policy-performance'],
  ['infinite recursion detected in policy', 'policy-recursion'],
  ['materialized view', 'views'],
  ['security definer search_path', 'functions'],
  ['is admin role in jwt claims user_metadata', 'auth-helpers'],
  ['expose auth.users emails', 'auth-users'],
  ['composite index sort order', 'indexes'],
  ['how do I record a migration', 'migrations'],
  ['fuzzy search pg_trgm', 'extensions'],
  ['money column type', 'data-types'],
  ['add check constraint not valid', 'constraints'],
  ['delete test accounts', 'destructive-statements'],
  ['slugify', 'text-helpers'],
  ['permission denied for table', 'diagnosing'],
  ['grant anon authenticated', 'grants'],
  ['act as a user', 'sandbox'],
])('a search for "%s" has the page %s among the first three', (query, id) => {
  expect(docs.search(query, 3).map((hit) => hit.id)).toContain(id);
});

test('a search without a hit is empty, and a hit shows where the words are', () => {
  expect(docs.search('kubernetes ingress', 5)).toEqual([]);
  expect(docs.search('', 5)).toEqual([]);
  const [hit] = docs.search('renamed slugify', 1);
  expect(hit?.excerpt).toContain('slugify');
  expect(hit?.excerpt.length).toBeLessThanOrEqual(300);
});

test('a word in the title counts more than one in the text, a rare word more than a common one', () => {
  const library = new DocLibrary([
    { id: 'a', title: 'Apples', version: '1', body: 'About pears.\n\nPears and fruit.' },
    { id: 'b', title: 'Pears', version: '1', body: 'About fruit.' },
    { id: 'c', title: 'Plums', version: '1', body: 'Fruit, fruit and fruit.' },
  ]);
  expect(library.search('pear', 5).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(library.search('fruit apple', 5)[0]?.id).toBe('a');
});

test('a page without front matter is refused', () => {
  expect(() => parseDocPage('# Only text')).toThrow('id, title or version is missing');
});
