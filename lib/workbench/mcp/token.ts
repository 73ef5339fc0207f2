import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Where the app serves MCP. */
export const MCP_PATH = '/api/mcp';

const claimsSchema = z.strictObject({
  sandboxId: z.uuid(),
  kind: z.enum(['session', 'token', 'trial']),
  /** Milliseconds since 1970. */
  expiresAt: z.int().positive(),
});

/** What a token says: which sandbox its holder may use, and until when. */
export type TokenClaims = Readonly<z.infer<typeof claimsSchema>>;

const form = /^wb_([\w-]{1,400})\.([\w-]{43})$/;

/** `wb_<claims>.<signature>`, both in base64url. Whoever holds it may do anything in its sandbox and nothing elsewhere. */
export function createToken(claims: TokenClaims, secret: string): string {
  const payload = Buffer.from(JSON.stringify(claimsSchema.parse(claims))).toString('base64url');
  return `wb_${payload}.${sign(payload, secret).toString('base64url')}`;
}

/** The claims of a token that was signed with the secret and is not expired. Compares in constant time. */
export function verifyToken(token: string, secret: string, nowMs: number): TokenClaims | undefined {
  const [, payload, signature] = form.exec(token) ?? [];
  if (payload === undefined || signature === undefined) return undefined;
  if (!timingSafeEqual(sign(payload, secret), Buffer.from(signature, 'base64url'))) return undefined;
  // Signed by us, so it is JSON; the schema is for tokens of versions before or after this one.
  const claims = claimsSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return claims.success && claims.data.expiresAt > nowMs ? claims.data : undefined;
}

/** The prefix keeps signatures of other things made with the same secret from being tokens. */
function sign(payload: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`workbench-token\n${payload}`).digest();
}
