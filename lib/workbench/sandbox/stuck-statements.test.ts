import { expect, test } from 'vitest';
import { StuckStatements } from './stuck-statements.ts';

/** A server where these processes run. */
function createServer(running: { processId: number; database: string }[]) {
  const admin = { asked: 0, query: <Row>() => Promise.resolve((admin.asked++, [...running] as Row[])) };
  return { admin, stuck: new StuckStatements(admin), running };
}

const one = { processId: 1, database: 'a' };
const hint = 'Wait until it has ended by itself.';
const ofSandbox = {
  sqlstate: '57014',
  hint,
  message: 'an earlier statement of this sandbox can not be ended, and still runs',
};
const ofNode = {
  sqlstate: '57014',
  hint,
  message: 'too many statements here can not be ended, and still run',
};

test('while nothing is stuck nobody asks the server', async () => {
  const { admin, stuck } = createServer([]);
  await stuck.requireRoom('a');
  expect(admin.asked).toBe(0);
});

test('[X56] a sandbox whose statement can not be ended gets no other until it has; others do', async () => {
  const { admin, stuck, running } = createServer([one]);
  stuck.note(one);
  await expect(stuck.requireRoom('a')).rejects.toMatchObject({ sqlError: ofSandbox });
  await stuck.requireRoom('b');
  running.pop();
  await stuck.requireRoom('a');
  const { asked } = admin;
  await stuck.requireRoom('a');
  expect(admin.asked).toBe(asked);
});

test('[X56] with four of them no sandbox of the node gets any', async () => {
  const running = [1, 2, 3, 4].map((processId) => ({ processId, database: `s${processId}` }));
  const { stuck } = createServer(running);
  for (const each of running) stuck.note(each);
  await expect(stuck.requireRoom('other')).rejects.toMatchObject({ sqlError: ofNode });
  running.shift();
  await stuck.requireRoom('other');
});

test('a process of that number in another database is another one', async () => {
  const { stuck } = createServer([{ processId: 1, database: 'b' }]);
  stuck.note(one);
  expect(await stuck.requireRoom('a')).toBe(undefined);
});

test('one that is noted while the server is asked is not forgotten', async () => {
  const { stuck, running } = createServer([]);
  stuck.note(one);
  const asking = stuck.requireRoom('a');
  const two = { processId: 2, database: 'a' };
  running.push(two);
  stuck.note(two);
  await expect(asking).rejects.toMatchObject({ sqlError: ofSandbox });
  await expect(stuck.requireRoom('a')).rejects.toMatchObject({ sqlError: ofSandbox });
});
