import { headers } from 'next/headers';
import { nonceHeader } from './security-headers.ts';

/** The nonce of this response's content security policy. */
export async function loadNonce(): Promise<string> {
  return (await headers()).get(nonceHeader) ?? '';
}
