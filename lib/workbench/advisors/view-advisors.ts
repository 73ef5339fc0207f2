import type { SandboxDescription, ViewDescription } from '../sandbox/sandbox-description.ts';
import { findHolders, isExposed, toFullName } from './exposure.ts';
import type { Advisor } from './finding.ts';

/** Views that the API serves to somebody, with the roles that may read them. */
function listServedViews(sandbox: SandboxDescription): { view: ViewDescription; readers: string }[] {
  return sandbox.views
    .filter((view) => isExposed(view, sandbox))
    .map((view) => ({ view, readers: findHolders(view.grants, 'SELECT').join(' and ') }))
    .filter(({ readers }) => readers !== '');
}

/** A view runs with its owner's rights unless told otherwise, so the policies of its tables hold for nobody. [S01] */
export const adviseOnViews: Advisor = (sandbox) =>
  listServedViews(sandbox)
    .filter(({ view }) => !view.materialized && !view.securityInvoker && view.reads.length > 0)
    .map(({ view, readers }) => ({
      id: 'view-without-invoker',
      level: 'error',
      on: toFullName(view),
      what: `The view reads ${view.reads.join(', ')} with its owner's rights, so row level security does not hold for ${readers}.`,
      remediation: `alter view ${toFullName(view)} set (security_invoker = true), or revoke select on it from the API roles.`,
      doc: 'views',
    }));

/** A materialised view holds a copy without any policy. [S01] */
export const adviseOnMaterializedViews: Advisor = (sandbox) =>
  listServedViews(sandbox)
    .filter(({ view }) => view.materialized)
    .map(({ view, readers }) => ({
      id: 'materialized-view-exposed',
      level: 'error',
      on: toFullName(view),
      what: `${readers} can read the materialised view, which holds everybody's rows and knows no row level security.`,
      remediation: `Move it to the schema private, or revoke select on ${toFullName(view)} from public, anon, authenticated.`,
      doc: 'views',
    }));

/** [S09] */
export const adviseOnExposedUsers: Advisor = (sandbox) => {
  const views = new Map(sandbox.views.map((view) => [toFullName(view), view]));
  return listServedViews(sandbox)
    .filter(({ view }) => readsUsers(view, views, new Set()))
    .map(({ view, readers }) => ({
      id: 'auth-users-exposed',
      level: 'error',
      on: toFullName(view),
      what: `${readers} can read accounts from auth.users through this view.`,
      remediation:
        'Keep what may be shown in a profile table of its own with policies, and let the view read that instead.',
      doc: 'auth-users',
    }));
};

/** By any way on which somebody else's rights open the table. Views can't form a circle, but what is drawn twice costs. */
function readsUsers(
  view: ViewDescription,
  views: ReadonlyMap<string, ViewDescription>,
  seen: Set<string>,
): boolean {
  return view.reads.some((name) => {
    if (name === 'auth.users') return view.materialized || !view.securityInvoker;
    const next = views.get(name);
    if (!next || seen.has(name)) return false;
    seen.add(name);
    return readsUsers(next, views, seen);
  });
}
