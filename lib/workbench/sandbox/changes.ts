import type {
  Change,
  FunctionDescription,
  Grant,
  ObjectKind,
  SandboxDescription,
  TableDescription,
  ViewDescription,
} from './sandbox-description.ts';
import type { RowChange } from './sql-result.ts';

/** Name to definition: two of one kind differ when their definitions do. */
type Definitions = ReadonlyMap<string, string>;

/** What one description has that the other has not. What was updated in place only `touched` can tell. */
export function diffDescriptions(
  before: SandboxDescription,
  after: SandboxDescription,
  touched: readonly RowChange[] = [],
): Change[] {
  return [
    ...diffNamed('schema', toMap(before.schemas, toName), toMap(after.schemas, toName)),
    ...diffNamed('extension', toMap(before.extensions, toExtension), toMap(after.extensions, toExtension)),
    ...pair(before.tables, after.tables, toQualified).flatMap(([name, one, two]) =>
      diffTable(name, one, two),
    ),
    ...pair(before.views, after.views, toQualified).flatMap(([name, one, two]) => diffView(name, one, two)),
    ...pair(before.functions, after.functions, toSignature).flatMap(([name, one, two]) =>
      diffFunction(name, one, two),
    ),
    ...diffNamed('migration', toMap(before.migrations, toName), toMap(after.migrations, toName)),
    ...diffRows(before.tables, after.tables, touched),
  ];
}

function diffTable(on: string, before?: TableDescription, after?: TableDescription): Change[] {
  if (!before || !after)
    return [{ kind: 'table', action: before ? 'dropped' : 'added', on }, ...diffParts(on, before, after)];
  return diffParts(on, before, after);
}

/** Of a new table all parts are new; of a dropped one none needs to be said. */
function diffParts(on: string, before?: TableDescription, after?: TableDescription): Change[] {
  if (!after) return [];
  const parts: [ObjectKind, (table: TableDescription) => Definitions][] = [
    ['column', (table) => new Map(table.columns.map((column) => [column.name, toColumnText(column)]))],
    ['constraint', toConstraints],
    ['index', (table) => new Map(table.indexes.map((index) => [index.name, index.definition]))],
    ['policy', (table) => new Map(table.policies.map((policy) => [policy.name, toPolicyText(policy)]))],
    ['trigger', (table) => new Map(table.triggers.map((trigger) => [trigger.name, trigger.definition]))],
    ['grant', (table) => toGrants(table.grants)],
  ];
  const changes = parts.flatMap(([kind, read]) =>
    diffNamed(kind, before ? read(before) : new Map(), read(after), on),
  );
  const [was, is] = [before ? toRls(before) : 'off', toRls(after)];
  return was === is ? changes : [...changes, { kind: 'rls', action: 'altered', on, before: was, after: is }];
}

function diffView(on: string, before?: ViewDescription, after?: ViewDescription): Change[] {
  const toText = (view: ViewDescription): string =>
    `${view.materialized ? 'materialized ' : ''}${view.securityInvoker ? 'security invoker ' : ''}${view.definition}`;
  return [
    ...diffOne('view', on, before && toText(before), after && toText(after)),
    ...(after ? diffNamed('grant', toGrants(before?.grants ?? []), toGrants(after.grants), on) : []),
  ];
}

function diffFunction(on: string, before?: FunctionDescription, after?: FunctionDescription): Change[] {
  return [
    ...diffOne('function', on, before?.definition, after?.definition),
    ...(after ? diffNamed('grant', toGrants(before?.grants ?? []), toGrants(after.grants), on) : []),
  ];
}

function diffRows(
  before: readonly TableDescription[],
  after: readonly TableDescription[],
  touched: readonly RowChange[],
): Change[] {
  const counted = new Map(touched.map((change) => [change.table, change]));
  return pair(before, after, toQualified).flatMap(([on, one, two]): Change[] => {
    const known = counted.get(on);
    const growth = (two?.rowCount ?? 0) - (one?.rowCount ?? 0);
    // Cascades into a table that nobody can count, and what `TRUNCATE` took, show in one of the two only.
    const { inserted, updated, deleted } =
      known && known.inserted - known.deleted === growth
        ? known
        : { inserted: Math.max(growth, 0), updated: known?.updated ?? 0, deleted: Math.max(-growth, 0) };
    return two && inserted + updated + deleted > 0 ? [{ kind: 'rows', on, inserted, updated, deleted }] : [];
  });
}

function diffOne(kind: ObjectKind, on: string, before?: string, after?: string, name?: string): Change[] {
  if (before === after) return [];
  const action = before === undefined ? 'added' : after === undefined ? 'dropped' : 'altered';
  return [
    {
      kind,
      action,
      on,
      ...(name === undefined ? {} : { name }),
      ...(before ? { before: cut(before) } : {}),
      ...(after ? { after: cut(after) } : {}),
    },
  ];
}

function diffNamed(kind: ObjectKind, before: Definitions, after: Definitions, on?: string): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) =>
    diffOne(kind, on ?? name, before.get(name), after.get(name), on === undefined ? undefined : name),
  );
}

function pair<T>(
  before: readonly T[],
  after: readonly T[],
  toKey: (item: T) => string,
): [string, T | undefined, T | undefined][] {
  const [ones, twos] = [before, after].map((list) => new Map(list.map((item) => [toKey(item), item])));
  return [...new Set([...(ones?.keys() ?? []), ...(twos?.keys() ?? [])])].map((key) => [
    key,
    ones?.get(key),
    twos?.get(key),
  ]);
}

function toMap<T>(items: readonly T[], toEntry: (item: T) => [string, string]): Definitions {
  return new Map(items.map(toEntry));
}

function toName({ name }: { name: string }): [string, string] {
  return [name, ''];
}

function toExtension({ name, schema, version }: SandboxDescription['extensions'][number]): [string, string] {
  return [name, `${version} in ${schema}`];
}

function toQualified({ schema, name }: { schema: string; name: string }): string {
  return `${schema}.${name}`;
}

function toSignature(item: FunctionDescription): string {
  return `${toQualified(item)}(${item.arguments})`;
}

function toColumnText(column: TableDescription['columns'][number]): string {
  const { type, nullable, identity } = column;
  const value = identity ? ' identity' : column.default === undefined ? '' : ` default ${column.default}`;
  return `${type}${nullable ? '' : ' not null'}${value}`;
}

function toConstraints({ constraints, foreignKeys, primaryKey }: TableDescription): Definitions {
  return new Map([
    ...(primaryKey.length > 0 ? [['primary key', primaryKey.join(', ')] as const] : []),
    ...constraints.map(({ name, definition }) => [name, definition] as const),
    ...foreignKeys.map(({ name, columns, references, onDelete, validated }) => {
      const target = `${toQualified({ schema: references.schema, name: references.table })} (${references.columns.join(', ')})`;
      const text = `(${columns.join(', ')}) references ${target} on delete ${onDelete}${validated ? '' : ' not valid'}`;
      return [name, text] as const;
    }),
  ]);
}

function toPolicyText(policy: TableDescription['policies'][number]): string {
  const { permissive, command, roles, using, withCheck } = policy;
  return [
    `${permissive ? '' : 'restrictive '}for ${command} to ${roles.join(', ')}`,
    ...(using === undefined ? [] : [`using (${using})`]),
    ...(withCheck === undefined ? [] : [`with check (${withCheck})`]),
  ].join(' ');
}

function toGrants(grants: readonly Grant[]): Definitions {
  return new Map(grants.map(({ role, privileges }) => [role, privileges.join(', ')]));
}

function toRls({ rls, rlsForced }: TableDescription): string {
  return rlsForced ? 'forced' : rls ? 'on' : 'off';
}

function cut(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
