import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { openaiResponses } from '#lib/demo-model/openai-responses.ts';
import { readJsonBody } from '#lib/demo-model/read-body.ts';
import { sendJson } from '#lib/demo-model/send-json.ts';
import { findLastNumber, stamp } from '../stamps.ts';
import { findCalls } from './call-order.ts';

/**
 * A model provider that obeys `say N stamps at R per second`, each token made when it is sent, and `say N words at R per
 * second`; with `then wait` it is silent at the end instead of finishing. Asked to continue, it goes on with the next
 * token. It asks for tools as `call-order.ts` says. Everything else is answered with a title.
 */
const server = createServer(async (request, response) => {
  const conversation = openaiResponses.parse(await readJsonBody(request));
  const { model, stream, turns } = conversation;
  const finish = { reason: 'stop', inputTokens: 1, outputTokens: 1 } as const;
  const frames = openaiResponses.createFrames(model, 1);
  const calls = stream ? findCalls(turns) : undefined;
  if (calls) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(frames.open());
    for (const { name, text } of calls)
      response.write(frames.begin({ kind: 'call', name }) + frames.delta(text));
    if (calls.length === 0) response.write(frames.begin({ kind: 'text' }) + frames.delta('Done.'));
    return response.end(frames.close({ ...finish, reason: calls.length === 0 ? 'stop' : 'tool-calls' }));
  }
  const order = turns.map(({ text }) => findOrder(text)).find((found) => found !== undefined);
  if (!stream || !order)
    return sendJson(
      response,
      200,
      openaiResponses.toBody(model, [{ kind: 'text', text: 'A title' }], finish),
    );
  const said = turns.findLast((turn) => turn.role === 'assistant')?.text ?? '';
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(frames.open() + frames.begin({ kind: 'text' }));
  const close = () => {
    if (!order.thenWait) response.end(frames.close({ ...finish, outputTokens: order.count }));
  };
  say(order, findLastNumber(said), response, (token) => response.write(frames.delta(token)), close);
});

interface Order {
  count: number;
  perSecond: number;
  toToken: (number: number) => string;
  thenWait: boolean;
}

/** Prose, for what depends on how text looks. */
const words = readFileSync('docs/protocol.md', 'utf8').split(/(?<= )/);

function findOrder(prompt: string): Order | undefined {
  const found = /say (\d+) (stamps|words) at (\d+) per second( then wait)?/.exec(prompt);
  if (!found) return undefined;
  const start = Math.floor(Math.random() * words.length);
  return {
    count: Number(found[1]),
    perSecond: Number(found[3]),
    toToken: found[2] === 'stamps' ? stamp : (number) => words[(start + number) % words.length] ?? '',
    thenWait: found[4] !== undefined,
  };
}

/** Tokens are due at fixed times from the start, so a late timer is made up for and the rate holds. */
function say(
  { count, perSecond, toToken }: Order,
  said: number,
  response: ServerResponse,
  write: (token: string) => void,
  close: () => void,
): void {
  const startedAt = performance.now();
  let number = said;
  const sayDue = (): void => {
    if (response.destroyed) return;
    const due = said + 1 + Math.floor(((performance.now() - startedAt) / 1_000) * perSecond);
    while (number < Math.min(due, count)) write(toToken((number += 1)));
    if (number >= count) return close();
    const nextAt = startedAt + ((number - said) / perSecond) * 1_000;
    setTimeout(sayDue, Math.max(1, nextAt - performance.now()));
  };
  sayDue();
}

server.listen(0, '127.0.0.1', () => {
  // Cast: a server that listens on TCP has an address with a port.
  process.send?.({ port: (server.address() as { port: number }).port });
});
process.on('disconnect', () => process.exit());
