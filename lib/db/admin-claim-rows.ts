import type { Database } from './client.ts';
import type { Transaction } from './transaction.ts';

export async function hasAdmin(db: Database | Transaction): Promise<boolean> {
  return (await db.user.findFirst({ where: { role: 'admin' }, select: { id: true } })) !== null;
}

/** Those that are over by now go. */
export async function insertClaim(db: Database, tokenHash: string, lifeSeconds: number): Promise<void> {
  await db.$executeRaw`DELETE FROM admin_claim WHERE expires_at <= clock_timestamp()`;
  await db.$executeRaw`
    INSERT INTO admin_claim (token_hash, expires_at)
    VALUES (${tokenHash}, clock_timestamp() + ${lifeSeconds}::int * interval '1 second')`;
}

/** Whoever claims holds all claims until the commit: of two at once, with whichever tokens, the later one waits. */
export async function lockClaims(tx: Transaction): Promise<{ tokenHash: string; isOpen: boolean }[]> {
  return tx.$queryRaw`
    SELECT token_hash AS "tokenHash", used_at IS NULL AND expires_at > clock_timestamp() AS "isOpen"
    FROM admin_claim ORDER BY token_hash FOR UPDATE`;
}

/** After one was used, none is open. */
export async function closeClaims(tx: Transaction, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE admin_claim SET used_at = clock_timestamp(), used_by = ${userId} WHERE used_at IS NULL`;
}
