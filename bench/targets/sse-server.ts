import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createOpenAI } from '@ai-sdk/openai';
import { streamText } from 'ai';

/** What most chat applications do: AI SDK's stream piped into the response of the request, stored nowhere. */
const provider = createOpenAI({ apiKey: 'bench', baseURL: process.env.OPENAI_BASE_URL ?? '' });
const model = provider('demo-kelp');

const server = createServer((request, response) => {
  const prompt = decodeURIComponent(request.url?.slice(1) ?? '');
  const result = streamText({ model, prompt, maxRetries: 0 });
  const answer = result.toUIMessageStreamResponse();
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  // Cast: the DOM's stream type and Node's are the same object here.
  Readable.fromWeb(answer.body as ReadableStream).pipe(response);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit());
