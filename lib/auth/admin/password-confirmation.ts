import type { Database } from '#lib/db/client.ts';
import { isConfirmedWithin, markConfirmed } from '#lib/db/login-confirmation-rows.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { Auth } from '../auth.ts';
import type { Logins } from '../logins.ts';
import { PasswordThrottle } from '../password-throttle.ts';

const HOLDS_SECONDS = 15 * 60;

/** Whether whoever holds a login is still the person who signed in: they typed their password again a moment ago. */
export class PasswordConfirmation {
  readonly #auth: Auth;
  readonly #db: Database;
  readonly #logins: Logins;
  readonly #throttle: PasswordThrottle;

  constructor(dependencies: { auth: Auth; db: Database; logins: Logins; maxWrongPasswords: number }) {
    this.#auth = dependencies.auth;
    this.#db = dependencies.db;
    this.#logins = dependencies.logins;
    this.#throttle = new PasswordThrottle(dependencies.maxWrongPasswords);
  }

  isConfirmed(loginId: string): Promise<boolean> {
    return isConfirmedWithin(this.#db, loginId, HOLDS_SECONDS);
  }

  /**
   * False for a wrong password. It holds for this login alone, on whichever device that is.
   *
   * @throws AppError `unauthorized` without a login, `rate-limited` after too many wrong passwords, right ones included.
   */
  async confirm(headers: Headers, password: string): Promise<boolean> {
    const login = await this.#logins.findLogin(headers);
    if (!login) throw new AppError('unauthorized', 'cannot confirm: nobody is signed in');
    const waitSeconds = await this.#throttle.findWait(login.userId);
    if (waitSeconds !== undefined) {
      throw new AppError('rate-limited', 'cannot confirm: too many wrong passwords', {
        retryAfterMs: waitSeconds * 1000,
      });
    }
    if (!(await this.#isPassword(login.userId, password))) return false;
    await this.#throttle.clear(login.userId);
    await markConfirmed(this.#db, login.loginId);
    return true;
  }

  async #isPassword(userId: string, password: string): Promise<boolean> {
    const context = await this.#auth.$context;
    const accounts = await context.internalAdapter.findAccounts(userId);
    const hash = accounts.find((account) => account.providerId === 'credential')?.password;
    return typeof hash === 'string' && context.password.verify({ hash, password });
  }
}
