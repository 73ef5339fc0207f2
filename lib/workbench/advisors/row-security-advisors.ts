import type {
  PolicyDescription,
  SandboxDescription,
  TableDescription,
} from '../sandbox/sandbox-description.ts';
import { findHolders, findPolicyRoles, isExposed, isOwn, toFullName } from './exposure.ts';
import type { Advisor } from './finding.ts';

function listExposedTables(sandbox: SandboxDescription): TableDescription[] {
  return sandbox.tables.filter((table) => isExposed(table, sandbox));
}

/** [S02] */
export const adviseOnMissingRowSecurity: Advisor = (sandbox) =>
  listExposedTables(sandbox)
    .filter((table) => !table.rls)
    .map((table) => {
      const holders = findHolders(table.grants, 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE').join(
        ' and ',
      );
      return {
        id: 'rls-disabled',
        level: holders === '' ? 'warn' : 'error',
        on: toFullName(table),
        what:
          holders === ''
            ? 'The table is in an exposed schema without row level security; so far no API role has a grant on it.'
            : `${holders} can use every row of this table: it is exposed without row level security.`,
        remediation: `alter table ${toFullName(table)} enable row level security, and write a policy for each command that is needed.`,
        doc: 'row-level-security',
      };
    });

/** [S02] */
export const adviseOnMissingPolicies: Advisor = (sandbox) =>
  listExposedTables(sandbox)
    .filter((table) => table.rls && table.policies.length === 0)
    .map((table) => ({
      id: 'rls-without-policy',
      level: 'info',
      on: toFullName(table),
      what: 'Row level security is on and no policy lets anybody in: every query of an API role finds no rows.',
      remediation: 'Write a policy for each command that is needed, or move the table to the schema private.',
      doc: 'row-level-security',
    }));

/** [S04] */
export const adviseOnOpenPolicies: Advisor = (sandbox) =>
  listExposedTables(sandbox).flatMap((table) =>
    table.policies
      .filter((policy) => policy.permissive && findPolicyRoles(policy).length > 0 && isOpenForWrites(policy))
      .map((policy) => ({
        id: 'policy-always-true',
        level: 'error',
        on: toFullName(table),
        name: policy.name,
        what: `The policy lets ${findPolicyRoles(policy).join(' and ')} ${policy.command === 'all' ? 'change' : policy.command} rows whoever owns them: it says nothing about the row.`,
        remediation:
          'Compare a column of the row with the caller, in USING and in WITH CHECK: owner_id = (select auth.uid()).',
        doc: 'policies',
      })),
  );

function isOpenForWrites({ command, using, withCheck }: PolicyDescription): boolean {
  if (command === 'select') return false;
  if (command === 'delete') return isOpen(using);
  // Without WITH CHECK, USING holds for the new row as well.
  return isOpen(withCheck ?? using) || (command !== 'insert' && isOpen(using));
}

/** True for all rows: `true` itself, or a question about the caller alone. */
function isOpen(expression: string | undefined): boolean {
  const bare = (expression ?? '').toLowerCase().replaceAll(/ as (uid|role)\b|[()\s]|\bselect\b|::text/g, '');
  return /^(true|auth\.role='\w+'|'\w+'=auth\.role|auth\.uidisnotnull)$/.test(bare);
}

/** [S06] */
export const adviseOnUserMetadata: Advisor = (sandbox) =>
  sandbox.tables.filter(isOwn).flatMap((table) =>
    table.policies
      .filter(({ using = '', withCheck = '' }) => /user_metadata|raw_user_meta_data/.test(using + withCheck))
      .map(({ name }) => ({
        id: 'policy-trusts-user-metadata',
        level: 'error',
        on: toFullName(table),
        name,
        what: 'The policy decides by user metadata, which every user can write for themselves.',
        remediation:
          "Read the role from app metadata instead: (select auth.jwt()) -> 'app_metadata' ->> 'role'.",
        doc: 'auth-helpers',
      })),
  );

/** [S03] */
export const adviseOnAnonymousGrants: Advisor = (sandbox) =>
  listExposedTables(sandbox)
    .filter((table) => findHolders(table.grants, 'SELECT', 'INSERT', 'UPDATE', 'DELETE').includes('anon'))
    .filter(holdsPrivateData)
    .map((table) => ({
      id: 'anon-grant-on-private-data',
      level: 'warn',
      on: toFullName(table),
      what: 'The table holds data of users, and anon, which is anybody without an account, has a grant on it.',
      remediation: `revoke all on ${toFullName(table)} from anon, public; grant what is needed to authenticated.`,
      doc: 'grants',
    }));

/** Rows that belong to an account, or say who somebody is. */
function holdsPrivateData({ foreignKeys, columns }: TableDescription): boolean {
  return (
    foreignKeys.some(({ references }) => references.schema === 'auth') ||
    columns.some(({ name }) => /^(user_id|owner|owner_id|e?mail|email_address|phone|address)$/.test(name))
  );
}
