import type { JsonValue, Migration } from './sql-result.ts';

/** What stands in a sandbox: for the panel, the tools and the advisors. Names are never quoted. */
export interface SandboxDescription {
  readonly schemas: readonly { readonly name: string; readonly exposed: boolean }[];
  readonly tables: readonly TableDescription[];
  readonly views: readonly ViewDescription[];
  readonly functions: readonly FunctionDescription[];
  readonly extensions: readonly {
    readonly name: string;
    readonly schema: string;
    readonly version: string;
  }[];
  readonly migrations: readonly Migration[];
  /** Why the sandbox could be rebuilt only in part. */
  readonly fault?: string;
}

export interface ColumnDescription {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** An expression of SQL. */
  readonly default?: string;
  readonly identity: boolean;
  readonly generated: boolean;
  readonly comment?: string;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly references: {
    readonly schema: string;
    readonly table: string;
    readonly columns: readonly string[];
  };
  readonly onDelete: 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';
  readonly validated: boolean;
}

export interface IndexDescription {
  readonly name: string;
  /** In order; an expression stands as its SQL. */
  readonly columns: readonly string[];
  readonly unique: boolean;
  readonly primary: boolean;
  readonly valid: boolean;
  readonly definition: string;
}

export interface PolicyDescription {
  readonly name: string;
  readonly permissive: boolean;
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  /** `public` stands for every role. */
  readonly roles: readonly string[];
  readonly using?: string;
  readonly withCheck?: string;
}

export interface Grant {
  /** `public` stands for every role. The owner's own rights are not listed. */
  readonly role: string;
  /** In capitals, sorted. */
  readonly privileges: readonly string[];
}

export interface TableDescription {
  readonly schema: string;
  readonly name: string;
  readonly comment?: string;
  readonly columns: readonly ColumnDescription[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Checks and uniques, as Postgres writes them. */
  readonly constraints: readonly {
    readonly name: string;
    readonly definition: string;
    readonly validated: boolean;
  }[];
  readonly indexes: readonly IndexDescription[];
  readonly rls: boolean;
  readonly rlsForced: boolean;
  readonly policies: readonly PolicyDescription[];
  readonly grants: readonly Grant[];
  readonly triggers: readonly { readonly name: string; readonly definition: string }[];
  /** Counted up to 100,000; absent when the table can't be read. */
  readonly rowCount?: number;
  /** The first rows by primary key, values by column, when they were asked for. */
  readonly rows?: readonly (readonly JsonValue[])[];
}

export interface ViewDescription {
  readonly schema: string;
  readonly name: string;
  readonly materialized: boolean;
  readonly securityInvoker: boolean;
  readonly definition: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Tables and views that it reads directly, as `schema.name`. */
  readonly reads: readonly string[];
  readonly grants: readonly Grant[];
}

export interface FunctionDescription {
  readonly schema: string;
  readonly name: string;
  /** The identity arguments, e.g. `team uuid`. */
  readonly arguments: string;
  readonly returns: string;
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  readonly language: string;
  readonly securityDefiner: boolean;
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  /** Settings such as `search_path=""`. */
  readonly settings: readonly string[];
  readonly definition: string;
  readonly grants: readonly Grant[];
}

export type ObjectKind =
  | 'schema'
  | 'table'
  | 'column'
  | 'constraint'
  | 'index'
  | 'policy'
  | 'rls'
  | 'trigger'
  | 'grant'
  | 'view'
  | 'function'
  | 'extension'
  | 'migration';

/** What lies between two descriptions. */
export type Change =
  | {
      readonly kind: ObjectKind;
      readonly action: 'added' | 'altered' | 'dropped';
      /** The table, view or function, as `schema.name`; the bare name of what has no schema. */
      readonly on: string;
      /** The column, policy, index, ... in it. */
      readonly name?: string;
      /** Before and after, in the words of SQL, as far as short. */
      readonly before?: string;
      readonly after?: string;
    }
  | {
      readonly kind: 'rows';
      readonly on: string;
      readonly inserted: number;
      readonly updated: number;
      readonly deleted: number;
    };
