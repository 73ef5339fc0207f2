import { createHash, randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Database } from '#lib/db/client.ts';
import { closeClaims, hasAdmin, insertClaim, lockClaims } from '#lib/db/admin-claim-rows.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/protocol/error.ts';
import { writeAudit } from './audit-log.ts';

const LIFE_SECONDS = 24 * 60 * 60;
const ATTEMPTS = 10;
const ATTEMPTS_SECONDS = 15 * 60;

/** How an installation gets its first admin: whoever can read the server's console is given a link that works once. */
export class AdminClaims {
  readonly #db: Database;
  readonly #attempts = new RateLimiterMemory({ points: ATTEMPTS, duration: ATTEMPTS_SECONDS });

  constructor(dependencies: { db: Database }) {
    this.#db = dependencies.db;
  }

  /** A new token, or undefined when there is an admin. Only its hash is kept. */
  async offer(): Promise<string | undefined> {
    if (await hasAdmin(this.#db)) return undefined;
    const token = randomBytes(32).toString('base64url');
    await insertClaim(this.#db, toHash(token), LIFE_SECONDS);
    return token;
  }

  /** Whether there is anything left to claim. */
  async isOpen(): Promise<boolean> {
    return !(await hasAdmin(this.#db));
  }

  /**
   * Makes the user the first admin. Of two at once, one does.
   *
   * @throws AppError `not-found` when the token is none, or used, or over, or there is an admin; `forbidden` for a guest;
   *   `rate-limited`.
   */
  async claim(token: string, user: { id: string; name: string; isGuest: boolean }): Promise<void> {
    if (user.isGuest) throw new AppError('forbidden', 'cannot claim: a guest cannot be an admin');
    await this.#count(user.id);
    const tokenHash = toHash(token);
    const isDone = await inTransaction(this.#db, async (tx) => {
      const claim = (await lockClaims(tx)).find((row) => row.tokenHash === tokenHash);
      if (!claim?.isOpen || (await hasAdmin(tx))) return false;
      await tx.user.update({ where: { id: user.id }, data: { role: 'admin' } });
      await closeClaims(tx, user.id);
      const actor = { id: user.id, name: user.name };
      await writeAudit(tx, { actor, action: 'admin-claim', subject: user.name });
      return true;
    });
    if (!isDone) throw new AppError('not-found', 'cannot claim: the link was used or is too old');
  }

  async #count(userId: string): Promise<void> {
    const attempts = await this.#attempts.penalty(userId);
    if (attempts.consumedPoints <= ATTEMPTS) return;
    throw new AppError('rate-limited', 'cannot claim: that was too often', {
      retryAfterMs: attempts.msBeforeNext,
    });
  }
}

function toHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
