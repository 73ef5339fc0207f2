import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { createCatalogueAdapter } from './catalogue-adapter.ts';
import { applyMigrations } from './migrate.ts';

const SCHEMA_FILE = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url));

/**
 * The SQL that leads from the migrations to the schema, or undefined when they agree. Compared by Prisma's own engine as
 * npm installed it: nothing is downloaded. The migrations are replayed in a database that is made beside the one at `url`
 * and dropped again, so the role there must be allowed to create databases.
 */
export async function diffSchema(url: string, schemaFile: string = SCHEMA_FILE): Promise<string | undefined> {
  const name = `holdfast_diff_${crypto.randomUUID().replaceAll('-', '')}`;
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  try {
    await server.query(`CREATE DATABASE ${name}`);
    const replayed = new URL(url);
    replayed.pathname = name;
    // Not replayed by the engine: its Postgres adapter cuts scripts at every semicolon, also in function bodies.
    await applyMigrations(replayed.href);
    return await compare(replayed.href, schemaFile);
  } finally {
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.end();
  }
}

async function compare(url: string, schemaFile: string): Promise<string | undefined> {
  const schema = { path: schemaFile, content: await readFile(schemaFile, 'utf8') };
  const catalogue = createCatalogueAdapter(url);
  const adapter = bindMigrationAwareSqlAdapterFactory(catalogue);
  const engine = await SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, ignoreLog, adapter);
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files: [schema], configDir: dirname(schemaFile) },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return exitCode === 0 ? undefined : (stdout ?? undefined);
  } finally {
    engine.free();
    await catalogue.close();
  }
}

function ignoreLog(): void {
  // The engine tells its steps; its faults come as rejections.
}
