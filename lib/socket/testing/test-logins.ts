import type { Login } from '#lib/auth/logins.ts';
import { AppError } from '#lib/protocol/error.ts';

/** Logins by name: the cookie `login=alice` is alice's, for as long as nobody ends it. */
export class TestLogins {
  readonly #ended = new Set<string>();
  lookups = 0;
  /** The database does not answer. */
  isDown = false;

  end(userId: string): void {
    this.#ended.add(toLoginId(userId));
  }

  async findLogin(headers: Headers): Promise<Login | undefined> {
    this.lookups += 1;
    this.#requireDatabase();
    const userId = /(?:^|; )login=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1];
    if (userId === undefined || this.#ended.has(toLoginId(userId))) return undefined;
    return {
      userId,
      loginId: toLoginId(userId),
      name: userId,
      isGuest: false,
      role: undefined,
      expiresAt: new Date('2100-01-01'),
    };
  }

  async findLive(loginIds: readonly string[]): Promise<ReadonlySet<string>> {
    this.#requireDatabase();
    return new Set(loginIds.filter((loginId) => !this.#ended.has(loginId)));
  }

  #requireDatabase(): void {
    if (this.isDown) throw new AppError('busy', 'cannot look up the login: the database is busy');
  }
}

const toLoginId = (userId: string): string => `login-of-${userId}`;
