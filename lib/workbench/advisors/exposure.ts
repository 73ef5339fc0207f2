import type { Grant, PolicyDescription, SandboxDescription } from '../sandbox/sandbox-description.ts';

/** Whom the API acts as. Both can be anybody on the internet: the second only has an account. */
const API_ROLES = ['anon', 'authenticated'] as const;

/** Schemas of the platform; what stands there is not the product's to change. */
const platformSchemas: ReadonlySet<string> = new Set(['auth', 'extensions', 'migrations', 'workbench']);

export type ApiRole = (typeof API_ROLES)[number];

interface Named {
  readonly schema: string;
  readonly name: string;
}

export function toFullName({ schema, name }: Named): string {
  return `${schema}.${name}`;
}

/** Whether the API serves what stands in this schema. */
export function isExposed({ schema }: Named, { schemas }: SandboxDescription): boolean {
  return schemas.some(({ name, exposed }) => exposed && name === schema);
}

export function isOwn({ schema }: Named): boolean {
  return !platformSchemas.has(schema);
}

/** The API roles that hold one of the privileges, by a grant to them or to everybody. */
export function findHolders(grants: readonly Grant[], ...privileges: string[]): ApiRole[] {
  return API_ROLES.filter((role) =>
    grants.some(
      (grant) =>
        (grant.role === role || grant.role === 'public') &&
        grant.privileges.some((privilege) => privileges.includes(privilege)),
    ),
  );
}

/** The API roles that a policy is for. */
export function findPolicyRoles({ roles }: PolicyDescription): ApiRole[] {
  return API_ROLES.filter((role) => roles.includes(role) || roles.includes('public'));
}
