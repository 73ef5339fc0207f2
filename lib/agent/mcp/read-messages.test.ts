import { expect, test } from 'vitest';
import { readMessages } from './read-messages.ts';

const json = (body: unknown) => Response.json(body);
const stream = (text: string) => new Response(text, { headers: { 'content-type': 'text/event-stream' } });

async function readAll(response: Response): Promise<unknown[]> {
  const messages: unknown[] = [];
  for await (const message of readMessages(response)) messages.push(message);
  return messages;
}

test('one body, a batch and a stream have their messages in order', async () => {
  expect(await readAll(json({ id: 1 }))).toEqual([{ id: 1 }]);
  expect(await readAll(json([{ id: 1 }, { id: 2 }]))).toEqual([{ id: 1 }, { id: 2 }]);
  expect(await readAll(stream('data: {"id":1}\n\ndata: {"id":2}\n\n'))).toEqual([{ id: 1 }, { id: 2 }]);
});

test.each([
  ['a batch', () => json(Array.from({ length: 501 }, () => ({ method: 'ping', id: 1 })))],
  ['a stream', () => stream('data: {"method":"ping","id":1}\n\n'.repeat(501))],
  ['a stream of what is no JSON', () => stream('data: x\n\n'.repeat(501))],
])('[X59] %s of more messages than an answer may have is not gone through', async (_what, answer) => {
  await expect(readAll(answer())).rejects.toThrow('over 500 messages');
});
