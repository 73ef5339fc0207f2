import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a sealed text is for, and the row that it belongs to. In another row, or for another use, it does not open. */
export type SealPlace = { readonly purpose: string; readonly owner: string };

/** Encrypts a text that has to be read again (AES-256-GCM) under a key of its own purpose, derived from the app's secret. */
export function sealText(secret: string, place: SealPlace, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secret, place), nonce);
  cipher.setAAD(Buffer.from(place.owner));
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString('base64url')}`;
}

/** Undefined when it was sealed with another secret or for another place, or was changed since. */
export function openText(secret: string, place: SealPlace, sealed: string): string | undefined {
  const [version, encoded] = sealed.split('.');
  const bytes = Buffer.from(encoded ?? '', 'base64url');
  if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(secret, place), bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(place.owner));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function deriveKey(secret: string, { purpose }: SealPlace): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'holdfast', purpose, 32));
}
