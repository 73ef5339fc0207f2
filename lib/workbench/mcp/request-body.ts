import type { IncomingMessage } from 'node:http';

/** Why a request is not served, before anything of it is believed. */
export class McpRefusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** One JSON-RPC message, parsed. Batches are no longer part of MCP, and would let one request ask for thousands of things. */
export async function readMessage(request: IncomingMessage, maxBytes: number): Promise<object> {
  const mediaType = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json')
    throw new McpRefusal(415, 'cannot read the body: it has to be application/json');
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Who stops reading keeps the connection, else nobody hears why.
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new McpRefusal(413, `cannot read the body: it has over ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const message = parse(Buffer.concat(chunks));
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    throw new McpRefusal(400, 'cannot read the body: it has to be one JSON-RPC message');
  }
  return message;
}

function parse(body: Buffer): unknown {
  try {
    // A byte order mark stays and is then no JSON; bytes that are not UTF-8 are refused rather than replaced.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    throw new McpRefusal(400, 'cannot read the body: it is not JSON in UTF-8');
  }
}
