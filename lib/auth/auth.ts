import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { anonymous } from 'better-auth/plugins';
import { createId } from '#lib/base/ids.ts';
import type { Config } from '#lib/config/env.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { Database } from '#lib/db/client.ts';
import { toAllowedOrigins } from './allowed-origin.ts';
import { createAuthHooks, createRowHooks } from './auth-hooks.ts';
import { toCookieOptions } from './cookie-options.ts';
import { guestUpgrade } from './guest-upgrade.ts';
import { createRateLimitStorage } from './rate-limit-storage.ts';

export type Auth = ReturnType<typeof createAuth>;

export interface AuthDependencies {
  prisma: Database;
  config: Config;
  logger: Logger;
  /** Called after logins of a user went away or lost their right; open sockets have to be looked at again. [P2] */
  onLoginsChanged: (userId: string) => void;
}

/** Set on every request by the HTTP door, never by a client: the one place that an address is read from. */
export const CLIENT_ADDRESS_HEADER = 'x-holdfast-client-address';

const DAY_SECONDS = 24 * 60 * 60;
const MINUTE_SECONDS = 60;

/**
 * Better Auth on our tables, at its standard paths under `/api/auth`: guests, e-mail and password. Logins are looked up
 * in the database each time; nothing about them is believed from a cookie but its signed token.
 */
export function createAuth(dependencies: AuthDependencies) {
  const { prisma, config, logger } = dependencies;
  const allowedOrigins = toAllowedOrigins(config);
  const { guestsPerMinute, signInsPerMinute } = config.limits;
  return betterAuth({
    appName: 'Holdfast',
    basePath: '/api/auth',
    secret: config.secret,
    telemetry: { enabled: false },
    ...(config.publicUrl === undefined ? {} : { baseURL: new URL(config.publicUrl).origin }),
    trustedOrigins: (request) =>
      allowedOrigins.length > 0 ? [...allowedOrigins] : toOwnOrigins(request?.headers.get('host')),
    database: prismaAdapter(prisma, { provider: 'postgresql', transaction: true }),
    session: {
      modelName: 'login',
      expiresIn: 90 * DAY_SECONDS,
      updateAge: DAY_SECONDS,
      cookieCache: { enabled: false },
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: false, input: false },
        banned: { type: 'boolean', required: false, input: false },
        banExpires: { type: 'date', required: false, input: false },
      },
    },
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 128 },
    plugins: [
      anonymous({
        generateName: () => 'Guest',
        // RFC 6761: a domain under .invalid belongs to nobody, so no mail can ever go anywhere.
        generateRandomEmail: () => `guest-${createId()}@guest.invalid`,
        // A guest goes away with the transaction that moves what it has, not before and not on request.
        disableDeleteAnonymousUser: true,
      }),
      guestUpgrade(dependencies),
    ],
    hooks: createAuthHooks(dependencies),
    databaseHooks: createRowHooks(dependencies),
    rateLimit: {
      enabled: true,
      window: MINUTE_SECONDS,
      max: 120,
      customStorage: createRateLimitStorage(),
      customRules: {
        '/sign-in/anonymous': { window: MINUTE_SECONDS, max: guestsPerMinute },
        '/sign-in/email': { window: MINUTE_SECONDS, max: signInsPerMinute },
        '/sign-up/email': { window: MINUTE_SECONDS, max: signInsPerMinute },
        '/change-password': { window: MINUTE_SECONDS, max: signInsPerMinute },
      },
    },
    advanced: {
      ...toCookieOptions(config),
      database: { generateId: () => createId() },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER], ipv6Subnet: 64 },
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    // Faults are thrown to `createAuthHandler`, which logs them. Better Auth's own messages may hold addresses of people.
    onAPIError: { throw: true },
    logger: {
      level: 'info',
      log(level, _message, ...details: unknown[]) {
        if (level === 'error')
          logger.error({ error: details.find((detail) => detail instanceof Error) }, 'auth failed');
      },
    },
  });
}

function toOwnOrigins(host: string | null | undefined): string[] {
  return host ? [`http://${host}`, `https://${host}`] : [];
}
