import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createTemporaryDirectory } from '#lib/config/testing/temporary-directory.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { Command } from './testing/command.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const fast = '100000';
/** So slow that an answer is not over while a test looks. */
const slow = '1';
/** For whole processes, on a machine that is busy. */
const patienceMs = 40_000;
const timeoutMs = 120_000;

/** Of an installation with no key and a database of its own. */
const toEnv = (own: Record<string, string> = {}) => ({
  DATABASE_URL: database.url,
  HOLDFAST_DATA_DIR: '/nonexistent',
  HOLDFAST_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  HOLDFAST_CLAIM_POLL_MS: '100',
  HOLDFAST_LEASE_MS: '1200',
  HOLDFAST_HEARTBEAT_MS: '200',
  HOLDFAST_PROVIDER_BACKOFF_MS: '10',
  HOLDFAST_PROVIDER_RETRIES: '0',
  HOLDFAST_EVAL_TRIALS: '6',
  DEMO_MODEL_WORDS_PER_SECOND: fast,
  ...own,
});
const spawn = (args: string[], own?: Record<string, string>): Command => {
  const command = new Command(args, toEnv(own));
  onTestFinished(() => command.kill('SIGKILL'));
  return command;
};
const start = (words: string, own?: Record<string, string>) =>
  spawn(['scripts/evals.ts', ...words.split(' ')], own);
const type = (words: string, own?: Record<string, string>) => start(words, own).end();

/** Nodes of this installation that are connected: a process that is gone is not. */
const countNodes = () =>
  database.prisma.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT objid)::int AS count FROM pg_locks
    WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
const untilNoNode = () =>
  vi.waitFor(async () => expect(await countNodes()).toEqual([{ count: 0 }]), {
    timeout: 15_000,
    interval: 50,
  });

test(
  'without an app it brings a worker, shows each trial, reports, writes files, and leaves nothing running',
  async () => {
    const directory = createTemporaryDirectory();
    const [json, junit] = [join(directory, 'r.json'), join(directory, 'r.xml')];
    const ran = await type(`run --scenario off-topic --repeats 1 --json ${json} --junit ${junit}`);
    expect(ran).toMatchObject({ code: 0, complaints: '' });
    const id = /^Eval run (\S+)$/m.exec(ran.output)?.[1] ?? '';
    expect(ran.output).toContain(
      '1 scenario x 3 conditions x 2 models x 1 repeat = 6 trials, 0 of them known',
    );
    expect(ran.output).toContain('starting a worker');
    expect(ran.output.match(/^\d\/6 {2}passed .*demo:(coral|kelp) \(simulated\)/gm)).toHaveLength(6);
    expect(ran.output).toContain('SIMULATED: scripted models');
    expect(ran.output).toContain('not-run: No eval run of this version covers everything');
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      simulated: ['demo:coral', 'demo:kelp'],
      run: { id, ending: 'complete', requestedBy: { name: 'command line' } },
    });
    expect(readFileSync(junit, 'utf8')).toContain('tests="6" failures="0" errors="0" skipped="0"');
    await untilNoNode();

    const [told, listed] = [await type(`report ${id}`), await type('report')];
    expect(told.code).toBe(0);
    expect(ran.output).toContain(told.output.trim());
    expect(listed.output).toContain(`${id}  `);
    expect(listed.output).toContain('6 of 6 trials graded  demo:coral (simulated), demo:kelp (simulated)');
  },
  timeoutMs,
);

test(
  'beside a node that runs it brings none, and takes over what was graded before; Ctrl-C stops the eval run',
  async () => {
    const node = spawn(['server.ts'], { ROLE: 'worker', PORT: '0' });
    await node.says('ready');
    const ran = await type('run --scenario off-topic --repeats 2 --condition baseline');
    expect(ran.code).toBe(0);
    expect(ran.output).not.toContain('starting a worker');
    expect(ran.output).toContain('= 4 trials, 2 of them known from earlier runs');
    expect(ran.output.match(/· 1 {2}2 of 2 checks {2}from an earlier run$/gm)).toHaveLength(2);
    expect(ran.output.match(/· 2 {2}2 of 2 checks {2}\d+\.\d s$/gm)).toHaveLength(2);

    const stopped = start('run --scenario rls-slow --repeats 10');
    await stopped.says('A node that is running works on it.');
    stopped.kill('SIGINT');
    const { code, output } = await stopped.end();
    expect([code, output]).toEqual([1, expect.stringContaining('Not complete: it was cancelled.')]);
    node.kill('SIGTERM');
    await node.end();
    await untilNoNode();
  },
  timeoutMs,
);

test(
  'killed with -9 it takes its worker along; the same command joins the eval run and finishes it',
  async () => {
    const words = 'run --scenario view-invoker --condition baseline --repeats 1';
    const killed = start(words, { DEMO_MODEL_WORDS_PER_SECOND: slow });
    const isBegun = () => database.prisma.evalTrial.count({ where: { status: 'running' } });
    await vi.waitFor(async () => expect(await isBegun()).toBe(2), { timeout: patienceMs, interval: 50 });
    killed.kill('SIGKILL');
    await untilNoNode();
    const ran = await type(words);
    expect(ran.output).toContain('joined eval run');
    expect(ran.output).toContain('2 trials graded');
    expect(ran.code).toBe(0);
  },
  timeoutMs,
);

test(
  'trials that break for our reasons end it with 1; what costs money without a limit is not started unasked',
  async () => {
    const provider = { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };
    const words = 'run --scenario off-topic --condition baseline --model openai:gpt-6-luna --repeats 1';
    const unasked = await type(words, provider);
    expect(unasked).toMatchObject({
      code: 2,
      complaints: expect.stringContaining('nobody is here to agree'),
    });
    const { code, output } = await type(`${words} --max-cost 1`, provider);
    expect([code, output]).toEqual([1, expect.stringContaining('1 trials broke for our reasons.')]);
    expect(output).not.toContain('imulated');
  },
  timeoutMs,
);

test.each([
  ['run --scenario view', 'there is no scenario "view". There are: admin-claim, '],
  ['report 5b7e', 'there is no such eval run'],
])(
  '%s ends with 2 and says what there is',
  async (words, message) => {
    expect(await type(words)).toMatchObject({ code: 2, complaints: expect.stringContaining(message) });
  },
  timeoutMs,
);
