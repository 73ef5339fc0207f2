import { expect, test } from 'vitest';
import { SUMMARY_INSTRUCTIONS } from '#lib/base/summary-prompt.ts';
import type { Message, Part } from '#lib/protocol/message.ts';
import { buildPrompt } from './build-prompt.ts';
import { Compactor, type FitInput, type SummaryCall, type SummaryRequest } from './compactor.ts';
import { answers, asks, calls, model, says, stepDone } from './testing/message-fixture.ts';

/** 1,000 tokens of a window of 10,000, of which a quarter is the answer's. */
const words = (name: string) => name.padEnd(4_000, '.');
const capabilities = { prefill: false, contextWindow: 10_000 };
const usage = { inputTokens: 100, outputTokens: 10, costUsd: 0.01 };
const note = 'This output was left out to make room. Call the tool again if it is still needed.';

const summarise: SummaryCall = async () => ({ status: 'complete', text: 'They spoke of crabs.', usage });

async function fit(input: Partial<FitInput>) {
  const requests: SummaryRequest[] = [];
  const whole: FitInput = {
    history: [asks('Which crab?')],
    own: [],
    instructions: 'Be brief.',
    tools: [],
    capabilities,
    model,
    callModel: summarise,
    ...input,
  };
  const result = await new Compactor().fit({
    ...whole,
    callModel: (request) => {
      requests.push(request);
      return whole.callModel(request);
    },
  });
  const own = result.status === 'fits' ? result.own : [];
  const prompt = JSON.stringify(buildPrompt({ ...whole, tools: [{}], own }).messages);
  const compactions =
    result.status === 'fits'
      ? result.chunks.map((chunk) => (chunk.type === 'data-compaction' ? chunk.data : chunk))
      : [];
  return { result, requests, prompt, compactions };
}

/** What of these is still in the prompt. */
const left = (prompt: string, ...names: string[]) => names.filter((name) => prompt.includes(`${name}.`));

const talk = (count: number): Message[] =>
  Array.from({ length: count }, (_, index) => [
    asks(words(`question${index}`)),
    answers(stepDone, says(words(`answer${index}`))),
  ]).flat();

test('what fits is left alone, and no model is asked', async () => {
  const history = [...talk(2), asks('And now?')];
  const { result, requests } = await fit({ history });
  expect([result, requests]).toEqual([{ status: 'fits', own: [], chunks: [] }, []]);
});

test('older outputs go first, of this answer and of earlier ones; the newest stay, and so do the calls', async () => {
  const look = (id: string) => [stepDone, calls(id, { output: words(`out-${id}`) })];
  const history = [asks('First?'), answers(...look('a'), ...look('b')), asks('Second?')];
  const own = [...look('c'), ...look('d'), ...look('e'), ...look('f'), ...look('g'), ...look('h')];
  const { prompt, compactions, requests } = await fit({ history, own });
  expect(left(prompt, 'out-a', 'out-b', 'out-c', 'out-g', 'out-h')).toEqual(['out-h']);
  expect([prompt.split(note).length - 1, requests]).toEqual([7, []]);
  expect(compactions).toEqual([
    {
      throughToolCallId: 'g',
      summary: note,
      tokensBefore: expect.any(Number),
      tokensAfter: expect.any(Number),
    },
  ]);
});

test('outputs of earlier answers go by the message that they are in', async () => {
  const answer = answers(
    ...Array.from({ length: 9 }, (_, n) => [stepDone, calls(`t${n}`, { output: words('o') })]).flat(),
  );
  const { compactions, prompt } = await fit({ history: [asks('First?'), answer, asks('Second?')] });
  expect(compactions).toMatchObject([{ throughMessageId: answer.id, throughToolCallId: 't8' }]);
  expect(left(prompt, 'o')).toEqual([]);
});

test('older messages go for a summary by the same model; the newest question and what fits beside it stay', async () => {
  const history = [...talk(6), asks(words('newest'))];
  const { prompt, compactions, requests, result } = await fit({ history });
  expect(requests).toEqual([
    { instructions: SUMMARY_INSTRUCTIONS, prompt: expect.any(String), maxOutputTokens: 2_500 },
  ]);
  expect(left(requests[0]?.prompt ?? '', 'question0', 'answer4', 'question5')).toEqual([
    'question0',
    'answer4',
  ]);
  expect(prompt).toContain('They spoke of crabs.');
  expect(left(prompt, 'question4', 'answer4', 'question5', 'answer5', 'newest')).toEqual([
    'question5',
    'answer5',
    'newest',
  ]);
  expect(compactions).toEqual([
    {
      throughMessageId: history[9]?.id,
      summary: 'They spoke of crabs.',
      usage,
      tokensBefore: expect.any(Number),
      tokensAfter: expect.any(Number),
    },
  ]);
  expect(result).toMatchObject({ own: [{ id: 'compaction-1' }] });
});

test('a later run on the branch is given the summary, and sums it up with what came since', async () => {
  const before = [...talk(6), asks('Then?')];
  const first = await fit({ history: before });
  if (first.result.status !== 'fits') throw new Error('it fits');
  const history = [
    ...before,
    answers(...first.result.own, stepDone, says('later.')),
    ...talk(3),
    asks('Now?'),
  ];
  const { requests, prompt, compactions } = await fit({ history });
  expect(requests[0]?.prompt).toContain('They spoke of crabs.');
  expect(left(requests[0]?.prompt ?? '', 'answer4', 'question5', 'later', 'answer1')).toEqual([
    'question5',
    'later',
    'answer1',
  ]);
  expect(prompt.match(/They spoke of crabs/g)).toHaveLength(1);
  expect(compactions).toHaveLength(1);
});

test('when no summary can be had, older messages are left out, and that is said', async () => {
  const callModel: SummaryCall = async () => ({ status: 'failed', usage: {} });
  const { prompt, compactions } = await fit({ history: [...talk(6), asks('newest.')], callModel });
  const summary =
    '10 earlier messages were left out because they did not fit any more. They could not be summarised.';
  expect(compactions).toMatchObject([{ summary, usage: {} }]);
  expect([prompt.includes(summary), left(prompt, 'newest')]).toEqual([true, ['newest']]);
});

test('an earlier summary outlives one that fails', async () => {
  const compaction = { throughMessageId: asks('x').id, summary: 'Of old.', tokensBefore: 9, tokensAfter: 1 };
  const first = answers(
    { type: 'data-compaction', id: 'compaction-1', data: compaction },
    stepDone,
    says('So.'),
  );
  const callModel: SummaryCall = async () => ({ status: 'complete', text: ' ', usage });
  const { compactions } = await fit({ history: [first, ...talk(6), asks('newest.')], callModel });
  expect(compactions).toMatchObject([
    { summary: expect.stringMatching(/^Of old\.\n\n\d+ earlier messages were/) },
  ]);
});

test('a run that stops or is handed over meanwhile records nothing', async () => {
  const callModel: SummaryCall = async () => ({ status: 'aborted' });
  const { result } = await fit({ history: [...talk(6), asks('newest.')], callModel });
  expect(result).toEqual({ status: 'aborted' });
});

test('the newest outputs go at last', async () => {
  const own: Part[] = [
    stepDone,
    ...['a', 'b'].map((id) => calls(id, { output: words(`out-${id}`).repeat(5) })),
  ];
  const { prompt, compactions, requests } = await fit({ own });
  expect([compactions.length, requests, prompt.split(note).length - 1]).toEqual([1, [], 2]);
});

test('a question that does not fit by itself is not cut: the window is full', async () => {
  const { result } = await fit({ history: [...talk(2), asks(words('newest').repeat(9))] });
  expect(result).toEqual({ status: 'full' });
});

test('instructions and tools count, and always stay', async () => {
  const tools = [{ name: 'look', description: words('tool'), inputSchema: {} }];
  const history = [...talk(3), asks('newest.')];
  const counts = await Promise.all([
    fit({ history }),
    fit({ history, instructions: words('rule') }),
    fit({ history, instructions: words('rule'), tools }),
  ]);
  expect(counts.map(({ compactions }) => compactions.length)).toEqual([0, 0, 1]);
});

test('what the provider counted corrects the estimate, and only upward', async () => {
  const counted = (inputTokens: number): Part => ({
    type: 'step-start',
    state: 'done',
    usage: { inputTokens },
  });
  const ask = async (inputTokens: number) => {
    const history = [...talk(3), asks('Then?'), answers(counted(inputTokens), says('So.')), asks('newest.')];
    return (await fit({ history })).compactions.length;
  };
  expect([await ask(10), await ask(6_000), await ask(9_000)]).toEqual([0, 0, 1]);
});
