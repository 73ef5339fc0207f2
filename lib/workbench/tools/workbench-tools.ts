import { applyMigration } from './apply-migration.ts';
import { executeSql } from './execute-sql.ts';
import { getAdvisors } from './get-advisors.ts';
import { listMigrations } from './list-migrations.ts';
import { listTables } from './list-tables.ts';
import { readDoc } from './read-doc.ts';
import { searchDocs } from './search-docs.ts';
import type { WorkbenchTool } from './workbench-tool.ts';

/** Everything that the Workbench offers, in the order in which a task uses it. */
export const workbenchTools: readonly WorkbenchTool[] = [
  searchDocs,
  readDoc,
  listTables,
  executeSql,
  getAdvisors,
  applyMigration,
  listMigrations,
];
