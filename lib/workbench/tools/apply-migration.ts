import { z } from 'zod';
import { runWrite } from './run-write.ts';
import { toSqlFailure } from './sql-failure.ts';
import { defineTool, writingHints } from './workbench-tool.ts';

export const applyMigration = defineTool({
  name: 'apply_migration',
  title: 'Record a migration',
  description: [
    'Applies SQL in one transaction and records it in the migration history: all of it or nothing.',
    'The last step of a change: try the statements with execute_sql first, run get_advisors, fix what they find, then record ONE',
    'migration that creates the final state from the state before your experiments.',
    'Write it so that it also holds where your experiments already changed the sandbox (if not exists, or replace, drop if exists).',
    'Make no changes to the schema after it; verify with execute_sql. A person is asked before it runs.',
  ].join(' '),
  inputSchema: z.strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be lower-case snake_case with at most 60 characters')
      .describe('What it does, in snake_case: add_priority_to_tasks'),
    sql: z
      .string()
      .min(1)
      .max(60_000)
      .describe('The statements, separated by semicolons. Without BEGIN and COMMIT.'),
  }),
  hints: writingHints,
  async run({ name, sql }, context) {
    const { result, changes } = await runWrite(context, (sandbox) => sandbox.applyMigration(name, sql));
    if (result.status === 'error') return toSqlFailure(result.error, result.statement);
    const { version, statements } = result.migration;
    return {
      status: 'ok',
      output: {
        version,
        name,
        statements: statements.length,
        ...(result.notices.length > 0 ? { notices: result.notices.slice(0, 20) } : {}),
        ...changes,
      },
    };
  },
});
