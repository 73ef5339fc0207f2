import { z } from 'zod';

const names = z.array(z.string());

const columnSchema = z.object({
  name: z.string(),
  type: z.string(),
  nullable: z.boolean(),
  /** An expression of SQL. */
  default: z.string().optional(),
});

const foreignKeySchema = z.object({
  name: z.string(),
  columns: names,
  references: z.object({ schema: z.string(), table: z.string(), columns: names }),
  onDelete: z.string(),
});

const policySchema = z.object({
  name: z.string(),
  permissive: z.boolean(),
  command: z.enum(['all', 'select', 'insert', 'update', 'delete']),
  /** `public` stands for every role. */
  roles: names,
  using: z.string().optional(),
  withCheck: z.string().optional(),
});

const tableSchema = z.object({
  schema: z.string(),
  name: z.string(),
  columns: z.array(columnSchema),
  primaryKey: names,
  foreignKeys: z.array(foreignKeySchema),
  rls: z.boolean(),
  policies: z.array(policySchema),
  /** Absent when it can't be counted. */
  rowCount: z.number().int().nonnegative().optional(),
  /** The first rows, values by column. */
  rows: z.array(z.array(z.unknown())).optional(),
});
export type WorkbenchTable = z.infer<typeof tableSchema>;

const migrationSchema = z.object({
  version: z.string(),
  name: z.string(),
  statements: z.array(z.string()),
  /** ISO 8601. */
  appliedAt: z.string(),
});
export type WorkbenchMigration = z.infer<typeof migrationSchema>;

/** What stands in a session's sandbox, as the page shows it. Names are never quoted. */
export const workbenchSchema = z.object({
  schemas: z.array(z.object({ name: z.string(), exposed: z.boolean() })),
  tables: z.array(tableSchema),
  views: z.array(
    z.object({
      schema: z.string(),
      name: z.string(),
      materialized: z.boolean(),
      securityInvoker: z.boolean(),
    }),
  ),
  migrations: z.array(migrationSchema),
  /** Why the sandbox could be rebuilt only in part. */
  fault: z.string().optional(),
});
export type Workbench = z.infer<typeof workbenchSchema>;

/** `GET /api/sessions/<id>/workbench`. Null: the session has no sandbox yet. */
export const workbenchReplySchema = z.object({ workbench: workbenchSchema.nullable() });
export type WorkbenchReply = z.infer<typeof workbenchReplySchema>;

/** One thing that a tool changed in a sandbox: an entry of `changed` in its output. */
export type WorkbenchChange =
  | {
      kind: string;
      action: 'added' | 'altered' | 'dropped';
      /** The table, view or function, as `schema.name`. */
      on: string;
      /** The column, policy or index in it. */
      name?: string;
      before?: string;
      after?: string;
    }
  | { kind: 'rows'; on: string; inserted: number; updated: number; deleted: number };
