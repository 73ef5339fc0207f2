import { z } from 'zod';
import { fitItems } from './fit-items.ts';
import { defineTool, readingHints } from './workbench-tool.ts';

export const listMigrations = defineTool({
  name: 'list_migrations',
  title: 'List migrations',
  description: 'Lists the recorded migrations of the sandbox, oldest first, without their SQL.',
  inputSchema: z.strictObject({}),
  hints: readingHints,
  async run(_input, { openSandbox }) {
    const migrations = await (await openSandbox()).listMigrations();
    const { kept, omitted } = fitItems(
      migrations.map(({ version, name, appliedAt, statements }) => ({
        version,
        name,
        appliedAt,
        statements: statements.length,
      })),
    );
    return { status: 'ok', output: { migrations: kept, ...(omitted > 0 ? { omitted } : {}) } };
  },
});
