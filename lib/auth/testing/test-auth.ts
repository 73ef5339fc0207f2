import { z } from 'zod';
import { loadConfig } from '#lib/config/env.ts';
import { createLogger } from '#lib/config/logger.ts';
import type { Database } from '#lib/db/client.ts';
import { type Auth, CLIENT_ADDRESS_HEADER, createAuth } from '../auth.ts';
import { type AuthHandler, createAuthHandler } from '../auth-handler.ts';
import { Logins } from '../logins.ts';

export const TEST_SECRET = 'a-secret-for-tests-of-more-than-32-bytes';
const ORIGIN = 'http://localhost:3000';

export interface AuthReply {
  status: number;
  body: unknown;
  /** What a browser would send from now on. */
  cookie: string;
  setCookie: string[];
  headers: Headers;
}

/** Better Auth as the server runs it, asked as a browser asks: through `Request`s with cookies. */
export class TestAuth {
  readonly auth: Auth;
  readonly logins: Logins;
  /** Users whose logins changed, in order. */
  readonly changed: string[] = [];
  readonly logLines: string[] = [];
  readonly #handle: AuthHandler;

  constructor(prisma: Database, env: Record<string, string> = {}) {
    const config = loadConfig({ HOLDFAST_SECRET: TEST_SECRET, NODE_ENV: 'test', ...env });
    const write = (line: string) => void this.logLines.push(line);
    const logger = createLogger({ level: 'trace', format: 'json', secrets: [], write });
    const onLoginsChanged = (userId: string) => void this.changed.push(userId);
    this.auth = createAuth({ prisma, config, logger, onLoginsChanged });
    this.#handle = createAuthHandler({ auth: this.auth, logger });
    this.logins = new Logins({ auth: this.auth, prisma });
  }

  async call(
    path: string,
    options: { body?: object; cookie?: string; address?: string; origin?: string; method?: string } = {},
  ): Promise<AuthReply> {
    const { body, cookie, address = '127.0.0.1', origin = ORIGIN, method = 'POST' } = options;
    const request = new Request(`${ORIGIN}/api/auth${path}`, {
      method,
      headers: {
        host: 'localhost:3000',
        origin,
        [CLIENT_ADDRESS_HEADER]: address,
        'content-type': 'application/json',
        ...(cookie ? { cookie } : {}),
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    });
    const response = await this.#handle(request);
    const text = await response.text();
    const setCookie = response.headers.getSetCookie();
    return {
      status: response.status,
      body: text === '' ? null : JSON.parse(text),
      cookie: setCookie
        .map((line) => line.split(';')[0] ?? '')
        .filter((pair) => !pair.endsWith('='))
        .join('; '),
      setCookie,
      headers: response.headers,
    };
  }

  async signInGuest(address?: string): Promise<{ cookie: string; userId: string }> {
    const reply = await this.call('/sign-in/anonymous', address === undefined ? {} : { address });
    return { cookie: reply.cookie, userId: userIdOf(reply) };
  }
}

const userReplySchema = z.object({ user: z.object({ id: z.string() }) });

export function userIdOf(reply: AuthReply): string {
  return userReplySchema.parse(reply.body).user.id;
}
