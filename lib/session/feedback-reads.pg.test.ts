import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { purgeSession } from '#lib/db/housekeeping-rows.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import { decideRate } from './decide/decide-rate.ts';
import { decideDelete } from './decide/decide-session.ts';
import { FeedbackReads } from './feedback-reads.ts';
import { agent, alice, claimRun, createSession, endRun, model, sendMessage } from './testing/log-fixture.ts';
import { openRaceTrack, type RaceTrack } from './testing/race-track.ts';

let track: RaceTrack;
let reads: FeedbackReads;
beforeAll(async () => {
  track = await openRaceTrack();
  reads = new FeedbackReads({ db: track.database.prisma });
});
beforeEach(() => track.database.prisma.messageRating.deleteMany());
afterAll(() => track.close());

const call = (toolCallId: string, toolName: string): Chunk[] => [
  { type: 'tool-input-available', toolCallId, toolName, input: { n: toolCallId } },
  { type: 'tool-output-available', toolCallId, output: 'done' },
];

async function answer(sessionId: string, text: string, chunks: Chunk[] = []): Promise<string> {
  const { log, holder } = track.one;
  const { runId } = await sendMessage(log, sessionId, text);
  const { runEpoch } = await claimRun(log, sessionId, runId, holder);
  const said: Chunk[] = [...chunks, { type: 'text-delta', id: 't', delta: `about ${text}` }];
  const events = [{ type: 'run-chunk' as const, runId, chunks: said, actor: agent }];
  await log.append([{ sessionId, runId, runEpoch, after: 1_000_000, events }]);
  await endRun(log, sessionId, runId, runEpoch);
  const row = await track.database.prisma.message.findFirstOrThrow({ where: { runId } });
  return row.id;
}

function rate(sessionId: string, messageId: string, value: 1 | -1 | 0, note?: string) {
  const command = { type: 'rate-message' as const, commandId: createId(), sessionId, messageId, value };
  return track.one.log.transact({ sessionId, userId: alice.id, messageIds: [messageId] }, (control) =>
    decideRate(control, { ...command, ...(note === undefined ? {} : { note }) }, alice),
  );
}

const list = async (filter: Parameters<FeedbackReads['list']>[0]['filter'] = {}, limit = 10) =>
  (await reads.list({ filter, limit })).answers;

test('an answer is listed with its newest rating and note, without its content', async () => {
  const sessionId = await createSession(track.one.log);
  const messageId = await answer(sessionId, 'tables');
  await rate(sessionId, messageId, -1);
  await rate(sessionId, messageId, -1, 'wrong: no index');
  expect(await list()).toStrictEqual([
    {
      sessionId,
      messageId,
      value: -1,
      note: 'wrong: no index',
      ratedAt: expect.any(String),
      model,
      skill: null,
    },
  ]);
  await rate(sessionId, messageId, 1);
  expect(await list()).toMatchObject([{ messageId, value: 1, note: null }]);
  await rate(sessionId, messageId, 0);
  expect(await list()).toEqual([]);
});

test('filters are by rating, note, model and version, and offered as the ratings have them', async () => {
  const sessionId = await createSession(track.one.log);
  const [up, down, noted] = [
    await answer(sessionId, 'one'),
    await answer(sessionId, 'two'),
    await answer(sessionId, 'three'),
  ];
  await rate(sessionId, up, 1);
  await rate(sessionId, down, -1);
  await rate(sessionId, noted, -1, 'slow');
  await track.database.prisma.message.updateMany({
    where: { id: down },
    data: { model: 'demo:kelp', skill: { name: 'workbench', version: 'abc' } },
  });
  const ids = async (filter: Parameters<typeof list>[0]) => (await list(filter)).map((one) => one.messageId);
  expect(await ids({ value: 1 })).toEqual([up]);
  expect(await ids({ value: -1 })).toEqual([noted, down]);
  expect(await ids({ withNote: true })).toEqual([noted]);
  expect(await ids({ model: 'demo:kelp', value: -1 })).toEqual([down]);
  expect(await ids({ skillVersion: 'abc' })).toEqual([down]);
  expect(await ids({ skillVersion: 'other' })).toEqual([]);
  expect(await reads.choices()).toEqual({ models: [model, 'demo:kelp'].toSorted(), skillVersions: ['abc'] });
});

test('pages follow each other without a gap, also where ratings share a moment', async () => {
  const sessionId = await createSession(track.one.log);
  for (const text of ['a', 'b', 'c', 'd', 'e']) await rate(sessionId, await answer(sessionId, text), -1);
  await track.database.prisma.messageRating.updateMany({ data: { ratedAt: new Date(1_000_000) } });
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await reads.list({ filter: {}, before, limit: 2 });
    seen.push(...page.answers.map((one) => one.messageId));
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(seen).toEqual((await list()).map((one) => one.messageId));
  expect(new Set(seen).size).toBe(5);
  await expect(reads.list({ filter: {}, before: 'nowhere', limit: 2 })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

test('an opened answer comes with its question, what was said before, and what tools had done by then', async () => {
  const sessionId = await createSession(track.one.log);
  await answer(sessionId, 'first', [...call('1', 'write'), ...call('2', 'look')]);
  const messageId = await answer(sessionId, 'second', call('3', 'write'));
  await answer(sessionId, 'third', call('4', 'write'));
  const about = { sessionId, messageId };
  expect([await reads.open(about), await reads.findOwner(about)]).toEqual([undefined, undefined]);
  await rate(sessionId, messageId, -1);
  expect(await reads.findOwner(about)).toBe(alice.id);
  const { parts, ...opened } = (await reads.open(about)) ?? { parts: [] };
  expect(opened).toEqual({
    ...about,
    value: -1,
    note: null,
    ratedAt: expect.any(String),
    model,
    skill: null,
    ownerId: alice.id,
    earlier: [
      { role: 'user', text: 'first' },
      { role: 'assistant', text: 'about first' },
    ],
    prompt: 'second',
  });
  expect(parts.map((part) => part.type)).toEqual(['dynamic-tool', 'text']);
  const before = await reads.callsBefore({ ...about, toolNames: ['write'] });
  expect(before.map((part) => part.toolCallId)).toEqual(['1']);
});

test('ratings of a deleted session are gone from the list, and its rows with it', async () => {
  const sessionId = await createSession(track.one.log);
  const messageId = await answer(sessionId, 'secret');
  await rate(sessionId, messageId, -1);
  await track.one.log.transact({ sessionId, userId: alice.id }, (control) =>
    decideDelete(control, { actor: alice, defaultModel: model }),
  );
  expect([await list(), await reads.open({ sessionId, messageId })]).toEqual([[], undefined]);
  expect(await track.database.prisma.messageRating.count()).toBe(1);
  await purgeSession(track.database.prisma, sessionId);
  expect(await track.database.prisma.messageRating.count()).toBe(0);
});
