import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const MIN_SECRET_BYTES = 32;

/** The value that `.env.example` shows. Refused as a real secret: everybody can read it. */
export const EXAMPLE_SECRET = 'replace-me-with-32-or-more-random-bytes';

/** Why a secret is not good enough, or undefined when it is. */
export function findSecretFault(secret: string): string | undefined {
  if (secret === EXAMPLE_SECRET) return 'still has the value of .env.example';
  if (Buffer.byteLength(secret) < MIN_SECRET_BYTES) return `must have at least ${MIN_SECRET_BYTES} bytes`;
  return undefined;
}

/**
 * The secret of this data directory, made on first use and readable by its owner only. Two processes that start together
 * agree on one: the second finds the file of the first.
 */
export function readOrCreateSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  try {
    writeFileSync(file, randomBytes(MIN_SECRET_BYTES).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
