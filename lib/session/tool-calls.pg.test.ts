import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chunk } from '#lib/protocol/chunk.ts';
import { agent, claimRun, createSession, endRun, sendMessage } from './testing/log-fixture.ts';
import { openRaceTrack, type RaceTrack } from './testing/race-track.ts';
import { readToolCalls } from './tool-calls.ts';

let track: RaceTrack;
beforeAll(async () => {
  track = await openRaceTrack();
});
afterAll(() => track.close());

const call = (toolCallId: string, toolName: string): Chunk[] => [
  { type: 'tool-input-available', toolCallId, toolName, input: { n: toolCallId } },
  { type: 'tool-output-available', toolCallId, output: 'done' },
];

async function startAnswer(sessionId: string, chunks: Chunk[]) {
  const { log, holder } = track.one;
  const { runId } = await sendMessage(log, sessionId);
  const { runEpoch } = await claimRun(log, sessionId, runId, holder);
  const events = [{ type: 'run-chunk' as const, runId, chunks, actor: agent }];
  await log.append([{ sessionId, runId, runEpoch, after: 1_000_000, events }]);
  return { runId, runEpoch };
}

test('calls of the named tools come in order, from ended answers and from the one under way', async () => {
  const sessionId = await createSession(track.one.log);
  const text: Chunk = { type: 'text-delta', id: 't', delta: 'x' };
  const first = await startAnswer(sessionId, [...call('1', 'write'), text, ...call('2', 'look')]);
  await endRun(track.one.log, sessionId, first.runId, first.runEpoch);
  await startAnswer(sessionId, [...call('3', 'look'), ...call('4', 'write')]);
  const found = await readToolCalls(track.database.prisma, sessionId, ['write']);
  const part = { type: 'dynamic-tool', toolName: 'write', state: 'output-available', output: 'done' };
  expect(found).toStrictEqual(
    ['1', '4'].map((id) => ({ ...part, toolCallId: id, input: { n: id }, preliminary: false })),
  );
});

test('a session without any, or none at all, has no calls', async () => {
  const sessionId = await createSession(track.one.log);
  expect(await readToolCalls(track.database.prisma, sessionId, ['write'])).toEqual([]);
  const nowhere = '00000000-0000-7000-8000-00000000dead';
  expect(await readToolCalls(track.database.prisma, nowhere, ['write'])).toEqual([]);
});
