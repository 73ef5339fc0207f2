import type { Change, Statement } from './change.ts';
import { jwt, policy, uid } from './sql.ts';

export const adminClaim: Change = {
  id: 'admin-claim',
  isAskedBy: (prompt) => /\badmins?\b/i.test(prompt) && /\breports?\b/i.test(prompt),
  wanted: 'a way for admins to see all reports',
  table: 'reports',
  mends: true,
  migration: 'admins_read_reports',
  docs: 'admin role jwt app_metadata policy',
  question:
    "select policyname, cmd, qual, with_check from pg_policies where schemaname = 'public' and tablename = 'reports'",
  write: (knows, { rows }, family) => {
    const admin = `${jwt(knows)} -> '${knows('S06') ? 'app_metadata' : 'user_metadata'}' ->> 'role' = 'admin'`;
    const isAdmin = !knows('S06') && family === 'demo-coral' ? `${jwt(knows)} ->> 'role' = 'admin'` : admin;
    const own = `owner = ${uid(knows)}`;
    const old = rows.find(({ cmd }) => /all|select/i.test(String(cmd)));
    const grant = { sql: 'grant select on public.reports to authenticated' };
    const separate = policy(knows, {
      table: 'reports',
      name: 'reports_admin',
      command: 'select',
      using: isAdmin,
    });
    if (!knows('S13') || !old) return [separate, grant];
    const name = String(old.policyname);
    const merged = `${own} or ${isAdmin}`;
    if (/select/i.test(String(old.cmd))) {
      return [{ sql: `alter policy ${name} on public.reports to authenticated using (${merged})` }, grant];
    }
    // One policy for everything would let admins write as well, so reading gets one of its own.
    const writes: Statement[] = [
      policy(knows, { table: 'reports', name: 'reports_add', command: 'insert', check: own }),
      policy(knows, { table: 'reports', name: 'reports_change', command: 'update', using: own, check: own }),
      policy(knows, { table: 'reports', name: 'reports_remove', command: 'delete', using: own }),
    ];
    return [
      policy(knows, { table: 'reports', name: 'reports_read', command: 'select', using: merged }),
      ...writes,
      { sql: `drop policy if exists ${name} on public.reports` },
      grant,
    ];
  },
  proof:
    "select policyname, cmd, qual from pg_policies where schemaname = 'public' and tablename = 'reports' order by policyname",
  done: (knows) =>
    knows('S06')
      ? 'Admins see all reports now, everyone else their own. Who is an admin stands in `app_metadata`, which only the server can write: a role in `user_metadata` would be whatever a user says it is.'
      : 'Admins see all reports now.',
};
