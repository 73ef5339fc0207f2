import type { Finding } from '#lib/workbench/advisors/finding.ts';
import type { Check } from '../scenario/scenario.ts';
import { toSlug } from './to-slug.ts';

interface Shape {
  readonly rules: readonly string[];
  readonly level: 'must' | 'should';
  /** What holds of the object that the finding is on. */
  readonly holds: (on: string) => string;
  /** Gives true when it does. `on` is a literal of SQL for `to_regclass`, `name` one for what is in it. */
  readonly sql: (on: string, name: string) => string;
}

const policies = (on: string, fault: string): string =>
  `select count(*) = 0 from pg_policies where to_regclass(format('%I.%I', schemaname, tablename)) = to_regclass(${on}) and ${fault}`;

const definers = (fault: string): string =>
  `select count(*) = 0 from pg_proc p where p.prosecdef and p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and ${fault}`;

const noneReads = (on: string): string =>
  `select not coalesce(has_table_privilege('anon', to_regclass(${on}), 'SELECT') or has_table_privilege('authenticated', to_regclass(${on}), 'SELECT'), false)`;

const hasPolicy: Shape = {
  rules: ['S02'],
  level: 'must',
  holds: (on) => `${on} has row level security on, and a policy`,
  sql: (on) =>
    `select c.relrowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid) from pg_class c where c.oid = to_regclass(${on})`,
};

const shapes: Readonly<Record<string, Shape>> = {
  'rls-disabled': hasPolicy,
  'rls-without-policy': hasPolicy,
  'policy-always-true': {
    rules: ['S04', 'S05'],
    level: 'must',
    holds: (on) => `No policy of ${on} lets people change any row`,
    sql: (on) => policies(on, `cmd <> 'SELECT' and ('true' in (qual, with_check))`),
  },
  'policy-trusts-user-metadata': {
    rules: ['S06'],
    level: 'must',
    holds: (on) => `No policy of ${on} trusts what users write about themselves`,
    sql: (on) => policies(on, `concat(qual, with_check) ~ 'user_metadata|raw_user_meta_data'`),
  },
  'anon-grant-on-private-data': {
    rules: ['S03'],
    level: 'must',
    holds: (on) => `anon has no right on ${on}`,
    sql: (on) =>
      `select not bool_or(has_table_privilege('anon', to_regclass(${on}), privilege)) from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) privilege`,
  },
  'view-without-invoker': {
    rules: ['S01'],
    level: 'must',
    holds: (on) => `${on} runs with the rights of whoever reads it`,
    sql: (on) =>
      `select coalesce((select o.option_value::boolean from pg_options_to_table(c.reloptions) o where o.option_name = 'security_invoker'), false) from pg_class c where c.oid = to_regclass(${on})`,
  },
  'materialized-view-exposed': {
    rules: ['S01'],
    level: 'must',
    holds: (on) => `The API does not read ${on}`,
    sql: noneReads,
  },
  'auth-users-exposed': {
    rules: ['S09'],
    level: 'must',
    holds: (on) => `The API does not read ${on}, which depends on auth.users`,
    sql: noneReads,
  },
  'definer-function-exposed': {
    rules: ['S08'],
    level: 'must',
    holds: () => 'No function in public runs with its owner’s rights',
    sql: () => definers(`p.pronamespace = 'public'::regnamespace`),
  },
  'definer-function-search-path': {
    rules: ['S08'],
    level: 'must',
    holds: () => 'Functions that run with their owner’s rights fix their search path',
    sql: () => definers(`not coalesce(array_to_string(p.proconfig, ',') ~ 'search_path=', false)`),
  },
  'definer-function-public-execute': {
    rules: ['S08'],
    level: 'must',
    holds: () => 'Not everybody may run functions with their owner’s rights',
    sql: () => definers(`has_function_privilege('anon', p.oid, 'EXECUTE')`),
  },
  'extension-in-public': {
    rules: ['S15'],
    level: 'should',
    holds: () => 'No extension is installed in public',
    sql: () => `select count(*) = 0 from pg_extension where extnamespace = 'public'::regnamespace`,
  },
  'foreign-key-without-index': {
    rules: ['S12'],
    level: 'should',
    holds: (on) => `Foreign keys of ${on} have an index`,
    sql: (on) =>
      `select count(*) = 0 from pg_constraint k where k.conrelid = to_regclass(${on}) and k.contype = 'f' and not exists (select 1 from pg_index i where i.indrelid = k.conrelid and i.indisvalid and i.indkey[0] = k.conkey[1])`,
  },
  'policy-calls-per-row': {
    rules: ['S11'],
    level: 'should',
    holds: (on) => `Policies of ${on} compute the caller once per statement`,
    sql: (on) =>
      policies(
        on,
        `regexp_replace(concat(qual, ' ', with_check), 'SELECT \\(*auth\\.(uid|jwt|role)\\(\\)', '', 'gi') ~* 'auth\\.(uid|jwt|role)\\(\\)'`,
      ),
  },
  'policy-column-without-index': {
    rules: ['S11'],
    level: 'should',
    holds: (on) => `What policies of ${on} compare has an index`,
    sql: (on, name) =>
      `select count(*) > 0 from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where i.indrelid = to_regclass(${on}) and i.indisvalid and a.attname = ${name}`,
  },
  'multiple-permissive-policies': {
    rules: ['S13'],
    level: 'should',
    holds: (on) => `${on} has one permissive policy for a role and an action`,
    sql: (on) =>
      `select coalesce(max(same), 0) <= 1 from (select count(*) as same from pg_policies, unnest(roles) role where to_regclass(format('%I.%I', schemaname, tablename)) = to_regclass(${on}) and permissive = 'PERMISSIVE' group by role, cmd) counted`,
  },
  'duplicate-index': {
    rules: ['S12'],
    level: 'should',
    holds: (on) => `${on} has no index twice`,
    sql: (on) =>
      `select coalesce(max(same), 0) <= 1 from (select count(*) as same from pg_index where indrelid = to_regclass(${on}) group by indkey::text, indpred::text, indexprs::text) counted`,
  },
  'no-primary-key': {
    rules: ['S14'],
    level: 'should',
    holds: (on) => `${on} has a primary key`,
    sql: (on) =>
      `select count(*) = 1 from pg_constraint where conrelid = to_regclass(${on}) and contype = 'p'`,
  },
};

/** A check that fails while an advisor would find this. Undefined for what no rule of the skill is about. */
export function toAdvisorCheck({ id, on, name = '' }: Finding): Check | undefined {
  const shape = Object.hasOwn(shapes, id) ? shapes[id] : undefined;
  if (!shape) return undefined;
  const { rules, level, holds, sql } = shape;
  return {
    id: toSlug(`${id}-${on.replace(/^public\./, '')}`),
    rules: [...rules],
    level,
    holds: holds(on).slice(0, 200),
    kind: 'catalogue',
    sql: sql(toLiteral(toIdentifiers(on)), toLiteral(name)),
    expect: { value: true },
  };
}

/** `schema.name` as SQL writes it. Names of advisors are not quoted. */
function toIdentifiers(on: string): string {
  const dot = on.indexOf('.');
  const names = dot === -1 ? [on] : [on.slice(0, dot), on.slice(dot + 1)];
  return names
    .map((name) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`))
    .join('.');
}

function toLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
