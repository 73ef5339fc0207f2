import type { Database } from './client.ts';

/** Owns the sessions of trials. It has no account, so nobody can sign in as it. */
export const EVALS_USER = { id: 'evals', name: 'Evals', email: 'evals@holdfast.invalid' } as const;

export async function ensureEvalsUser(db: Database): Promise<void> {
  const { id, name, email } = EVALS_USER;
  await db.$executeRaw`
    INSERT INTO "user" (id, name, email, banned, ban_reason, updated_at)
    VALUES (${id}, ${name}, ${email}, true, 'not a person', clock_timestamp())
    ON CONFLICT (id) DO NOTHING`;
}
