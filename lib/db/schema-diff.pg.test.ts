import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { createTemporaryDirectory } from '#lib/config/testing/temporary-directory.ts';
import { diffSchema } from './schema-diff.ts';

test('the migrations lead exactly to the schema', async () => {
  expect(await diffSchema(inject('clusterUrl'))).toBeUndefined();
});

test('a model that no migration makes comes out as SQL', async () => {
  const schema = await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
  const file = join(createTemporaryDirectory(), 'schema.prisma');
  await writeFile(file, `${schema}\nmodel Kelp {\n  id String @id @db.Uuid\n  metres Int\n}\n`);
  expect(await diffSchema(inject('clusterUrl'), file)).toContain(
    'CREATE TABLE "Kelp" (\n    "id" UUID NOT NULL,',
  );
});
