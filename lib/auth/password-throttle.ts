import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const REST_SECONDS = 15 * 60;

/**
 * Bounds guesses at one account, from however many addresses. A right password clears the count. Per process: with n
 * nodes a guesser has n times as many.
 */
export class PasswordThrottle {
  readonly #limiter: RateLimiterMemory;

  constructor(maxWrongPasswords: number) {
    this.#limiter = new RateLimiterMemory({ points: maxWrongPasswords, duration: REST_SECONDS });
  }

  /** Counts an attempt. Answers with the seconds to wait, or undefined when the attempt may go on. */
  async findWait(account: string): Promise<number | undefined> {
    try {
      await this.#limiter.consume(toKey(account));
      return undefined;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return Math.ceil(refusal.msBeforeNext / 1000);
    }
  }

  async clear(account: string): Promise<void> {
    await this.#limiter.delete(toKey(account));
  }
}

/** As Better Auth looks accounts up. Longer text is no address of anybody, and no reason to hold memory. */
function toKey(account: string): string {
  return account.slice(0, 320).toLowerCase();
}
