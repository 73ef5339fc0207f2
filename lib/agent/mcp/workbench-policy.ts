import { isReadOnlySql } from '#lib/base/read-only-sql.ts';
import { type ToolPolicy, toPolicy } from './mcp-tool.ts';

const reads: ToolPolicy = {
  effectOf: () => 'read',
  mayRepeat: () => true,
  approvalFor: () => 'never',
  sessionScope: true,
};

const policies: ReadonlyMap<string, ToolPolicy> = new Map([
  ['list_tables', reads],
  ['list_migrations', reads],
  ['get_advisors', reads],
  ['search_docs', reads],
  ['read_doc', reads],
  [
    'execute_sql',
    {
      // The sandbox is the session's own, so nobody is asked, unless the run has read what others wrote.
      effectOf: (input) => (changesNothing(input) ? 'read' : 'write'),
      mayRepeat: changesNothing,
      approvalFor: () => 'never',
      sessionScope: true,
    },
  ],
  [
    'apply_migration',
    { effectOf: () => 'write', mayRepeat: () => false, approvalFor: () => 'always', sessionScope: false },
  ],
]);

const docs: ReadonlySet<string> = new Set(['search_docs', 'read_doc']);

/** A tool that is not in the table is treated like one of a stranger: it asks every time. */
export function toWorkbenchPolicy(name: string): ToolPolicy {
  return policies.get(name) ?? toPolicy({});
}

/** The docs come with the application; whatever else the Workbench returns, people or models wrote. */
export function isTrustedTool(name: string): boolean {
  return docs.has(name);
}

function changesNothing(input: unknown): boolean {
  return isRolledBack(input) || isReadOnlySql(sqlOf(input));
}

function sqlOf(input: unknown): string {
  const sql = isObject(input) && 'sql' in input ? input.sql : undefined;
  return typeof sql === 'string' ? sql : '';
}

/** A statement on behalf of a visitor only shows what that visitor could do: the server always rolls it back. */
function isRolledBack(input: unknown): boolean {
  const visitor = isObject(input) && 'as_user' in input ? input.as_user : undefined;
  return visitor === 'anon' || isObject(visitor);
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object';
}
