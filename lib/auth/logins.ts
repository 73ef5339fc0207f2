import { AppError } from '#lib/protocol/error.ts';
import type { Database } from '#lib/db/client.ts';
import type { Auth } from './auth.ts';
import { isBanned } from './ban.ts';

export interface Login {
  readonly userId: string;
  readonly loginId: string;
  readonly name: string;
  readonly isGuest: boolean;
  /** Of the person in this installation (`admin`); what one may do in a session is `can`'s question. */
  readonly role: string | undefined;
  readonly expiresAt: Date;
}

/** Who is asking. Every answer is the database's, at that moment. */
export class Logins {
  readonly #auth: Auth;
  readonly #prisma: Database;

  constructor(dependencies: { auth: Auth; prisma: Database }) {
    this.#auth = dependencies.auth;
    this.#prisma = dependencies.prisma;
  }

  /**
   * The login that a request's cookie stands for; undefined when there is none, or it is expired, ended, tampered with,
   * of another installation or of a banned user.
   *
   * @throws AppError `busy` when the database gives no answer: that is no reason to sign anybody out.
   */
  async findLogin(headers: Headers): Promise<Login | undefined> {
    const { authCookies } = await this.#auth.$context;
    const cookie = headers.get('cookie') ?? '';
    // Two of one name: one was planted. Which of them a parser takes is chance.
    if (countCookies(cookie, authCookies.sessionToken.name) !== 1) return undefined;
    const found = await this.#auth.api
      .getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })
      .catch((error: unknown) => {
        throw new AppError('busy', 'cannot look up the login: the database is busy', { cause: error });
      });
    if (!found || isBanned(found.user)) return undefined;
    return {
      userId: found.user.id,
      loginId: found.session.id,
      name: found.user.name,
      isGuest: found.user.isAnonymous === true,
      role: found.user.role ?? undefined,
      expiresAt: found.session.expiresAt,
    };
  }

  /** Those of the logins that still hold: one statement for however many sockets. */
  async findLive(loginIds: readonly string[]): Promise<ReadonlySet<string>> {
    const now = new Date();
    const rows = await this.#prisma.login.findMany({
      where: { id: { in: [...loginIds] }, expiresAt: { gt: now } },
      select: { id: true, user: { select: { banned: true, banExpires: true } } },
    });
    return new Set(rows.filter((row) => !isBanned(row.user)).map((row) => row.id));
  }
}

function countCookies(cookie: string, name: string): number {
  return cookie.split(';').filter((pair) => pair.trimStart().startsWith(`${name}=`)).length;
}
