import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createMCPClient } from '@ai-sdk/mcp';
import { createOpenAI } from '@ai-sdk/openai';
import { isStepCount, streamText } from 'ai';

/** As `sse-server.ts`, with the tools of the MCP server that the request has a token for. */
const provider = createOpenAI({ apiKey: 'bench', baseURL: process.env.OPENAI_BASE_URL ?? '' });
const model = provider('demo-kelp');
globalThis.AI_SDK_LOG_WARNINGS = false;

const server = createServer(async (request, response) => {
  const prompt = decodeURIComponent(request.url?.slice(1) ?? '');
  const headers = { authorization: request.headers.authorization ?? '' };
  const mcp = await createMCPClient({
    transport: { type: 'http', url: process.env.MCP_URL ?? '', headers },
  });
  const tools = await mcp.tools();
  const result = streamText({ model, prompt, tools, maxRetries: 0, stopWhen: isStepCount(25) });
  const answer = result.toUIMessageStreamResponse();
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  // Cast: the DOM's stream type and Node's are the same object here.
  Readable.fromWeb(answer.body as ReadableStream).pipe(response);
  response.once('close', () => void mcp.close());
});
// Cast: a server that listens on TCP has an address with a port.
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit());
