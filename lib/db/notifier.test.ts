import { EventEmitter } from 'node:events';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { Notifier } from './notifier.ts';

/** A connection whose statements wait until the test answers them. */
class HeldClient extends EventEmitter {
  readonly notified: string[] = [];
  readonly answers: ((error?: Error) => void)[] = [];
  connect = async () => {};
  end = async () => {};
  query(statement: string | { values: string[] }): Promise<void> {
    if (typeof statement === 'string') return Promise.resolve();
    this.notified.push(statement.values[1]?.split('\n').slice(1).join() ?? '');
    return new Promise((resolve, reject) =>
      this.answers.push((error) => (error ? reject(error) : resolve())),
    );
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

async function startNotifier() {
  const clock = new ManualClock();
  const clients: HeldClient[] = [];
  const errors: unknown[] = [];
  const notifier = new Notifier({
    connect() {
      const client = new HeldClient();
      clients.push(client);
      // Cast: as much of a connection as the notifier uses.
      return client as unknown as pg.Client;
    },
    clock,
    node: 'node-1',
    windowMs: 25,
    onHint: () => undefined,
    onConnected: () => undefined,
    onError: (error) => errors.push(error),
  });
  await notifier.start();
  const send = async (value: number) => {
    notifier.send({ channel: 'log', key: 'session', value: String(value) });
    clock.advance(25);
    await settle();
  };
  return { clock, clients, errors, send };
}

test('hints are merged while a NOTIFY is under way, so that a connection which answers nothing holds no more of them', async () => {
  const { clock, clients, send } = await startNotifier();
  for (let value = 1; value <= 100; value++) await send(value);
  expect(clients[0]?.notified).toEqual(['log session 1']);
  clients[0]?.answers[0]?.();
  await settle();
  clock.advance(25);
  expect(clients[0]?.notified).toEqual(['log session 1', 'log session 100']);
});

test('a NOTIFY that fails costs its connection, and the next hint goes over another one', async () => {
  const { clock, clients, errors, send } = await startNotifier();
  await send(1);
  const silent = new Error('Query read timeout');
  clients[0]?.answers[0]?.(silent);
  await settle();
  clock.advance(500);
  await settle();
  await send(2);
  expect({ errors, notified: clients.map((client) => client.notified) }).toEqual({
    errors: [silent],
    notified: [['log session 1'], ['log session 2']],
  });
});
