import { expect, test } from 'vitest';
import { findLayerFaults } from './find-layer-faults.ts';

const find = (path: string, text: string): string[] => findLayerFaults({ path, text });

test('what the table allows is no fault', () => {
  const text = `import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PrismaClient } from '@prisma/client';
import { createClock } from '#lib/base/clock.ts';
import { openPool } from '#lib/db/pool.ts';
import { decide } from './decide.ts';
import { parent } from '../session/parent.ts';
// import { hidden } from '#lib/socket/hidden.ts'
export const text = "import '#lib/socket/hidden.ts'";`;
  expect(find('lib/session/hub.ts', text)).toEqual([]);
});

test.each([
  [
    'a layer above',
    'lib/db/a.ts',
    `import { b } from '#lib/session/b.ts';`,
    ': lib/db may import lib/base, lib/protocol, lib/config',
  ],
  [
    'a layer above, re-exported',
    'lib/db/a.ts',
    `const c = 1;\nexport { b } from '#lib/session/b.ts';`,
    ': lib/db may import',
  ],
  ['a layer above, at run time', 'app/page.tsx', `await import('#lib/agent/b.ts');`, ': app may import'],
  [
    'a layer above, as a type',
    'lib/state/a.ts',
    `import type { B } from '#lib/client/b.ts';`,
    ': lib/state may import',
  ],
  [
    'another layer by a relative path',
    'lib/db/a.ts',
    `import { b } from '../base/b.ts';`,
    ': another layer is imported as #...',
  ],
  [
    'a ladder',
    'components/a/b/c.tsx',
    `import { b } from '../../d.tsx';`,
    ': climb one folder at most, else use #...',
  ],
  [
    'a test double',
    'lib/db/a.ts',
    `import { b } from './testing/b.ts';`,
    ': only tests import what is made for tests',
  ],
  ['a wrapped package', 'lib/session/a.ts', `import pg from 'pg';`, ': only lib/db may'],
  [
    'a wrapped scope',
    'lib/session/a.ts',
    `import { PrismaPg } from '@prisma/adapter-pg';`,
    ': only lib/db may',
  ],
  [
    'a part of a wrapped package',
    'lib/state/a.ts',
    `import Link from 'next/link';`,
    ': only app, components, lib/ops may',
  ],
  [
    "Node's modules where browsers run",
    'lib/client/a.ts',
    `import { join } from 'node:path';`,
    ': lib/client also runs in browsers',
  ],
])('%s is a fault', (_what, path, text, reason) => {
  expect(find(path, text)).toEqual([expect.stringContaining(reason)]);
});

test('tests may import any layer, but climb no ladder', () => {
  expect(find('lib/client/a.test.ts', `import { b } from '#lib/session/b.ts';`)).toEqual([]);
  expect(find('lib/client/x/y/a.test.ts', `import { b } from '../../b.ts';`)).toHaveLength(1);
});

test('the environment is read by lib/config only', () => {
  expect(find('lib/config/a.ts', 'process.env.PORT;')).toEqual([]);
  expect(find('lib/db/a.ts', '\nprocess.env.PORT;')).toEqual([
    'lib/db/a.ts:2 reads process.env: only lib/config does',
  ]);
});

test('a file that only passes on exports is a fault, and so is passing on everything', () => {
  expect(find('lib/db/a.ts', `export { b } from './b.ts';\nexport type { C } from './c.ts';`)).toHaveLength(
    1,
  );
  expect(find('lib/db/a.ts', `export * from './b.ts';\nexport const c = 1;`)).toHaveLength(1);
});

test('a folder of lib that the table does not know is a fault', () => {
  expect(find('lib/kelp/a.ts', '')).toEqual(['lib/kelp/a.ts:1 is in no layer: add it to scripts/layers.ts']);
});

test('files have a name that says something and a bounded length', () => {
  expect(find('lib/db/utils/pool.ts', '')).toEqual([
    'lib/db/utils/pool.ts:1 is named "utils": name it by what it does',
  ]);
  expect(find('lib/db/a.ts', 'const a = 1;\n'.repeat(301))).toEqual([
    'lib/db/a.ts:301 has 301 lines: 300 are the most',
  ]);
  expect(find('lib/db/a.test.ts', 'const a = 1;\n'.repeat(400))).toEqual([]);
});
