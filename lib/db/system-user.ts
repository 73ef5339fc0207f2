import type { Database } from './client.ts';
import { Prisma } from './generated/client.ts';

/** Owns the sessions of trials. It has no account, so nobody can sign in as it. */
export const EVALS_USER = { id: 'evals', name: 'Evals', email: 'evals@holdfast.invalid' } as const;

export async function ensureEvalsUser(db: Database): Promise<void> {
  const { id, name, email } = EVALS_USER;
  await db.$executeRaw`
    INSERT INTO "user" (id, name, email, banned, ban_reason, updated_at)
    VALUES (${id}, ${name}, ${email}, true, 'not a person', clock_timestamp())
    ON CONFLICT (id) DO NOTHING`;
}

/** Whether participant `p` takes part in session `s` at this moment: in a trial, nobody but its owner and admins. [X26] */
export const takesPart = Prisma.sql`(
  s.owner_id <> ${EVALS_USER.id} OR p.user_id = ${EVALS_USER.id}
  OR EXISTS (SELECT FROM "user" u WHERE u.id = p.user_id AND u.role = 'admin')
)`;
