import { connect } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ManualClock, systemClock, type Clock } from '#lib/base/clock.ts';
import { createDemoModelServer, type DemoModelServerOptions } from './server.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function startServer(options: DemoModelServerOptions = {}) {
  const server = createDemoModelServer(options);
  cleanups.push(() => server.stop());
  return server.start();
}

function post(url: string, path: string, body: unknown, signal?: AbortSignal) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(url + path, { method: 'POST', body: text, ...(signal ? { signal } : {}) });
}

const fast = { wordsPerSecond: Infinity, thinkMs: 0 };
const chat = (content: string) => ({
  model: 'demo-kelp',
  stream: true,
  messages: [{ role: 'user', content }],
});
const wordsIn = (frames: string) => Array.from(frames.matchAll(/"content":"( ?\d+)"/g), (match) => match[1]);

/** What has come so far, on a clock that the test moves. */
async function listen(prompt: string, options: DemoModelServerOptions = {}) {
  const clock = new ManualClock();
  const { url } = await startServer({ ...options, clock });
  const leave = new AbortController();
  cleanups.push(() => leave.abort());
  const response = await post(url, '/v1/chat/completions', chat(prompt), leave.signal);
  let frames = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) frames += decoder.decode(bytes, { stream: true });
  })();
  reading.catch(() => {});
  await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
  const expectHeard = (count: number) => vi.waitFor(() => expect(wordsIn(frames)).toHaveLength(count));
  return { clock, leave, reading, expectHeard, words: () => wordsIn(frames) };
}

describe('pace', () => {
  test('says words at the rate that the prompt asks for, from the first moment on', async () => {
    const { clock, expectHeard, words, reading } = await listen('count to 4 at 10 per second');
    clock.advance(0);
    await expectHeard(1);
    clock.advance(99);
    expect(words()).toEqual(['1']);
    clock.advance(1);
    await expectHeard(2);
    clock.advance(200);
    await reading;
    expect(words()).toEqual(['1', ' 2', ' 3', ' 4']);
  });

  test('a late timer is made up for', async () => {
    const { clock, expectHeard } = await listen('count to 100 at 10 per second');
    clock.advance(0);
    await expectHeard(1);
    clock.advance(5_000);
    await expectHeard(51);
  });

  test('pauses for thought where the prompt asks for no rate', async () => {
    const { clock, expectHeard, words } = await listen('count to 12');
    clock.advance(249);
    expect(words()).toEqual([]);
    clock.advance(1);
    await expectHeard(1);
  });
});

describe('leaving', () => {
  test.each([
    ['count to 100'],
    ['count to 100 [fault: stall at 0]'],
    ['count to 100 [fault: slow-headers 60s]'],
  ])('nothing is left of "%s" when its client goes', async (prompt) => {
    const clock = new ManualClock();
    const { url } = await startServer({ clock, faults: true });
    const leave = new AbortController();
    const response = post(url, '/v1/chat/completions', chat(prompt), leave.signal);
    const answered = response.catch(() => undefined);
    if (!prompt.includes('stall')) await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
    leave.abort();
    await answered;
    await vi.waitFor(() => expect(clock.pendingTimers).toBe(0));
  });

  test('stopping the server ends answers in progress', async () => {
    const server = createDemoModelServer();
    const { url } = await server.start();
    const response = await post(url, '/v1/chat/completions', chat('count to 100000'));
    await server.stop();
    await expect(response.text()).rejects.toThrow('terminated');
  });
});

test('waits for a reader that does not keep up, and goes on with one that does', async () => {
  let turns = 0;
  const countTurn = () => void turns++;
  const clock: Clock = {
    ...systemClock,
    after: (delayMs, run) => systemClock.after(delayMs, () => [countTurn(), run()]),
  };
  const { port } = await startServer({ clock, faults: true, defaults: fast });
  const body = JSON.stringify(chat('count to 1 [fault: endless]'));
  const socket = connect(port, '127.0.0.1');
  cleanups.push(() => socket.destroy());
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  let before = -1;
  const standsStill = () => {
    const stands = turns > 0 && turns === before;
    before = turns;
    expect(stands).toBe(true);
  };
  await vi.waitFor(standsStill, { interval: 200, timeout: 5_000 });
  const filled = turns;
  socket.resume();
  await vi.waitFor(() => expect(turns).toBeGreaterThan(filled * 2), 5_000);
});

describe('bad requests', () => {
  test('are answered in the shape of the provider, and the next request is served', async () => {
    const { url } = await startServer({ faults: true });
    const openai = (type: string, code: string | null, message: string) => ({
      error: { message, type, param: null, code },
    });
    const anthropic = (type: string, message: string) => ({
      type: 'error',
      error: { type, message },
      request_id: expect.any(String),
    });
    const cases: [string, unknown, number, unknown][] = [
      [
        '/v1/chat/completions',
        '{',
        400,
        openai('invalid_request_error', null, 'cannot read request: the body is not JSON'),
      ],
      [
        '/v1/responses',
        'null',
        400,
        openai('invalid_request_error', null, ': Invalid input: expected object, received null'),
      ],
      [
        '/v1/responses',
        { model: 'gpt-4o', input: 'x' },
        404,
        openai('invalid_request_error', 'model_not_found', 'model: there is no such model here'),
      ],
      [
        '/v1/responses',
        { model: 'demo-kelp', input: [{ type: 'item_reference', id: 'msg_1' }] },
        404,
        openai('invalid_request_error', 'model_not_found', 'input: no such item, items are not stored'),
      ],
      [
        '/v1/messages',
        { model: 'demo-coral', messages: [] },
        400,
        anthropic('invalid_request_error', 'max_tokens: Invalid input: expected number, received undefined'),
      ],
      [
        '/v1/messages',
        { model: 'demo-coral', max_tokens: 9, messages: [] },
        400,
        anthropic('invalid_request_error', 'cannot answer request: nobody has said anything'),
      ],
      [
        '/v1/messages',
        {
          model: 'demo-coral',
          max_tokens: 9,
          messages: [
            { role: 'user', content: 'x' },
            { role: 'assistant', content: 'y ' },
          ],
        },
        400,
        anthropic(
          'invalid_request_error',
          'messages: final assistant content cannot end with trailing whitespace',
        ),
      ],
      [
        '/v1/chat/completions',
        chat('[fault: typo]'),
        400,
        openai('invalid_request_error', null, 'cannot obey fault: "typo" is not one'),
      ],
      [
        '/v1/models',
        {},
        404,
        openai('invalid_request_error', 'model_not_found', 'cannot find POST /v1/models'),
      ],
    ];
    for (const [path, body, status, answer] of cases) {
      const response = await post(url, path, body);
      expect({ path, status: response.status, answer: await response.json() }).toEqual({
        path,
        status,
        answer,
      });
    }
    expect((await post(url, '/v1/chat/completions', chat('count to 1 at 1000 per second'))).status).toBe(200);
  });

  test('a body that is too large is refused', async () => {
    const { url } = await startServer();
    const response = await post(url, '/v1/responses', 'x'.repeat(16_000_001)).catch(() => undefined);
    // The client may still be writing when it is told; then it sees only a closed connection.
    expect([413, undefined]).toContain(response?.status);
    expect((await post(url, '/v1/responses', '{')).status).toBe(400);
  });
});

test('without `faults`, a fault is text like any other', async () => {
  const { url } = await startServer({ defaults: fast });
  const response = await post(url, '/v1/chat/completions', chat('count to 3 [fault: 500] [fault: typo]'));
  expect(wordsIn(await response.text())).toEqual(['1', ' 2', ' 3']);
});

test('a fault with `times` applies to so many requests of that prompt', async () => {
  const { url } = await startServer({ faults: true, defaults: fast });
  const statuses: unknown[] = [];
  for (let request = 0; request < 3; request++) {
    const response = await post(url, '/v1/messages', {
      model: 'demo-coral',
      max_tokens: 9,
      messages: [{ role: 'user', content: 'hi [fault: 529 retry-after 7 times 2]' }],
    });
    statuses.push([response.status, response.headers.get('retry-after')]);
  }
  expect(statuses).toEqual([
    [529, '7'],
    [529, '7'],
    [200, null],
  ]);
});
