import type { IncomingMessage } from 'node:http';
import { BadRequest } from './bad-request.ts';

const MAX_BODY_BYTES = 16_000_000;

/** The request's JSON. Throws BadRequest when it is too large or not JSON. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Cast: without an encoding set, a request's chunks are buffers.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES)
      throw new BadRequest(413, `cannot read request: over ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BadRequest(400, 'cannot read request: the body is not JSON');
  }
}
