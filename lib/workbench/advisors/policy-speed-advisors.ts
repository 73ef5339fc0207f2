import type { PolicyDescription, TableDescription } from '../sandbox/sandbox-description.ts';
import { findPolicyRoles, isOwn, toFullName } from './exposure.ts';
import type { Advisor } from './finding.ts';
import { hasIndexOn } from './index-advisors.ts';

const call = /\b(auth\.(?:uid|jwt|role|email)|current_setting)\(/g;

/** [S11] */
export const adviseOnUnwrappedCalls: Advisor = ({ tables }) =>
  tables.filter(isOwn).flatMap((table) =>
    table.policies.flatMap(({ name, using = '', withCheck = '' }) => {
      const calls = [...new Set([...findUnwrapped(using), ...findUnwrapped(withCheck)])];
      if (calls.length === 0) return [];
      return {
        id: 'policy-calls-per-row',
        level: 'warn' as const,
        on: toFullName(table),
        name,
        what: `The policy calls ${calls.join(' and ')} once for every row instead of once for the query.`,
        remediation: `Wrap the call, so that it is made once: (select ${calls[0]}()).`,
        doc: 'policy-performance',
      };
    }),
  );

function findUnwrapped(expression: string): string[] {
  return [...expression.matchAll(call)]
    .filter(({ index }) => !isWrapped(expression, index))
    .map(([, name = '']) => name);
}

/** Whether the innermost SELECT around a position reads no table: Postgres then makes the call once, as an InitPlan. */
function isWrapped(expression: string, position: number): boolean {
  let depth = 0;
  for (let start = position - 1; start >= 0; start -= 1) {
    if (expression[start] === ')') depth += 1;
    if (expression[start] !== '(') continue;
    if (depth > 0) depth -= 1;
    else if (/^\(\s*select\b/i.test(expression.slice(start))) {
      return !/\bfrom\b/i.test(expression.slice(start, findEnd(expression, start)));
    }
  }
  return false;
}

function findEnd(expression: string, start: number): number {
  let depth = 0;
  for (let end = start; end < expression.length; end += 1) {
    if (expression[end] === '(') depth += 1;
    if (expression[end] === ')') depth -= 1;
    if (depth === 0) return end;
  }
  return expression.length;
}

/** [S13] */
export const adviseOnManyPolicies: Advisor = ({ tables }) =>
  tables.filter(isOwn).flatMap((table) => {
    const groups = Map.groupBy(
      table.policies.filter(({ permissive }) => permissive).flatMap(toPairs),
      ({ key }) => key,
    );
    return [...groups.values()]
      .filter((group) => group.length > 1)
      .map((group) => ({
        id: 'multiple-permissive-policies',
        level: 'warn',
        on: toFullName(table),
        name: group.map(({ name }) => name).join(', '),
        what: `Several policies for ${group[0]?.key}: each of them is tried for every row.`,
        remediation: 'Merge them into one policy, with OR between the conditions.',
        doc: 'policy-performance',
      }));
  });

/** A policy for ALL counts for each command, one for everybody counts for each API role. */
function toPairs(policy: PolicyDescription): { key: string; name: string }[] {
  const commands = policy.command === 'all' ? ['select', 'insert', 'update', 'delete'] : [policy.command];
  return findPolicyRoles(policy).flatMap((role) =>
    commands.map((command) => ({ key: `${role} and ${command}`, name: policy.name })),
  );
}

/** [S11] */
export const adviseOnPolicyColumns: Advisor = ({ tables }) =>
  tables.filter(isOwn).flatMap((table) =>
    [...new Set(table.policies.flatMap((policy) => findComparedColumns(table, policy)))]
      .filter((column) => !hasIndexOn(table, [column]))
      .map((column) => ({
        id: 'policy-column-without-index',
        level: 'warn',
        on: toFullName(table),
        name: column,
        what: `A policy compares ${column} for every query, and no index begins with it.`,
        remediation: `create index on ${toFullName(table)} (${column});`,
        doc: 'policy-performance',
      })),
  );

/** Columns of the table that a policy compares with the caller, or looks up in a list. */
function findComparedColumns(
  table: TableDescription,
  { using = '', withCheck = '' }: PolicyDescription,
): string[] {
  const user = String.raw`(?:\(\s*select\s+)?auth\.uid\(\)(?:\s+as\s+\w+\s*\))?`;
  const compared = new RegExp(
    String.raw`([\w.]+)\s*(?:=\s*\(?${user}|in\s*\(\s*select\b)|${user}\s*\)?\s*=\s*([\w.]+)`,
    'gi',
  );
  const own = new Set(table.columns.map(({ name }) => name));
  return [...`${using} ${withCheck}`.matchAll(compared)]
    .map(([, left, right]) => left ?? right ?? '')
    .map((name) => (name.startsWith(`${table.name}.`) ? name.slice(table.name.length + 1) : name))
    .filter((name) => own.has(name));
}
