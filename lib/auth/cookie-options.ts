import type { Config } from '#lib/config/env.ts';

/**
 * Where browsers come by https, the `__Host-` prefix makes them refuse the cookie unless it is Secure, for this host
 * alone and for every path: a sibling domain cannot plant one. (Better Auth's own prefix, `__Secure-`, promises less.)
 */
export function toCookieOptions(config: Pick<Config, 'publicUrl'>) {
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const prefix = secure ? '__Host-holdfast' : 'holdfast';
  return {
    useSecureCookies: false,
    cookiePrefix: prefix,
    cookies: { session_token: { name: `${prefix}.login` } },
    defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
  } as const;
}
