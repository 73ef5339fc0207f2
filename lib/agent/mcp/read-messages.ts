import { parseJsonEventStream } from 'ai';
import { z } from 'zod';
import { AppError } from '#lib/protocol/error.ts';

const anything = z.unknown();

/** One of them is the reply. Each takes time of this process, and a request among them an answer of ours. */
const MAX_MESSAGES = 500;

/**
 * The JSON-RPC messages of an answer, as they come: one body, a batch, or a stream of events. Whoever stops reading closes
 * the connection, so a server that keeps its stream open holds nothing. Throws at more messages than an answer may have:
 * half a million of them fit into what may be read. [X59]
 */
export async function* readMessages(response: Response): AsyncGenerator<unknown> {
  let count = 0;
  for await (const message of readAll(response)) {
    count += 1;
    if (count > MAX_MESSAGES)
      throw new AppError('internal', `cannot use the server: it answered with over ${MAX_MESSAGES} messages`);
    yield message;
  }
}

async function* readAll(response: Response): AsyncGenerator<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream') && response.body) {
    // Cast: in Node a web stream is iterable; the browser's types, which stand here, do not know it yet.
    const events = parseJsonEventStream({
      stream: response.body,
      schema: anything,
    }) as unknown as AsyncIterable<{ success: boolean; value?: unknown }>;
    for await (const event of events) yield event.success ? event.value : undefined;
  } else if (type.startsWith('application/json')) {
    const body = parseJson(await response.text());
    yield* Array.isArray(body) ? body : [body];
  } else {
    await response.body?.cancel();
    // Errors of proxies and frameworks come as they please; their status says enough.
    if (response.ok)
      throw new AppError(
        'internal',
        `cannot use the server: it answered with the type "${type.slice(0, 50)}"`,
      );
  }
}

/** What can't be parsed is no message; a server's error page tells nothing. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
