import { toCanonicalJson } from '#lib/base/canonical-json.ts';
import type { DemoModelId, ToolOffer, Turn } from './conversation.ts';
import { createTextScript, type Script } from './script.ts';
import type { Step, StepPart } from './step.ts';
import { readToolResult, type ToolResult } from './tool-result.ts';

/** What a plan may know beside the results: all of it stands in every request of the run. */
export interface Situation {
  family: DemoModelId;
  system: string;
  /** Without its faults. */
  prompt: string;
  tools: ReadonlyMap<string, ToolOffer>;
}

/** Calls that are made together, and what is thought and said before them. */
export interface Ask {
  think?: string;
  say?: string;
  calls: readonly PlannedCall[];
}

export interface PlannedCall {
  name: string;
  input: Record<string, unknown>;
}

/**
 * What the model does for one prompt: it yields calls, is resumed with their results in the same order, and returns
 * its last words. It must depend on nothing else, since it is played from its beginning for each request: so the same
 * conversation has the same next step in any process.
 */
export type Plan = (situation: Situation) => Playing;
export type Playing = Generator<Ask, Ending, readonly ToolResult[]>;
export type Ending = string | Script | { think: string; say: string | Script };

/** Last words without any calls before them. */
export const planWords = (say: () => Ending): Plan =>
  function* () {
    yield* [];
    return say();
  };

interface LoggedCall {
  name: string;
  key: string;
  result: ToolResult;
}

/** Plays the plan against what was done already: the next step is the first calls that have no result yet. */
export function findNextStep(plan: Plan, situation: Situation, since: readonly Turn[]): Step {
  const done = toLoggedCalls(since);
  const playing = plan(situation);
  let next = playing.next();
  while (!next.done) {
    const ask = next.value;
    const offered = ask.calls.filter(({ name }) => situation.tools.has(name));
    const found = offered.map((call) => take(done, call));
    const missing = offered.filter((_, index) => found[index] === undefined);
    if (missing.length > 0) return toStep(ask, missing, missing.length === offered.length);
    const results = ask.calls.map(
      ({ name }): ToolResult =>
        (situation.tools.has(name) ? found.shift() : undefined) ?? {
          status: 'error',
          message: `unknown tool: ${name} is not offered`,
        },
    );
    next = playing.next(results);
  }
  const ending = next.value;
  if (typeof ending === 'string' || 'tokensFrom' in ending) return [toText(ending)];
  return [{ kind: 'reasoning', text: ending.think }, toText(ending.say)];
}

/** What was broken off between calls that belong together is not introduced twice. */
function toStep(ask: Ask, calls: readonly PlannedCall[], isWhole: boolean): Step {
  return [
    ...(isWhole && ask.think ? [{ kind: 'reasoning', text: ask.think } as const] : []),
    ...(isWhole && ask.say ? [toText(ask.say)] : []),
    ...calls.map(({ name, input }) => ({ kind: 'call', name, input }) as const),
  ];
}

const toText = (say: string | Script): StepPart => ({
  kind: 'text',
  script: typeof say === 'string' ? createTextScript(say) : say,
});

function toLoggedCalls(since: readonly Turn[]): LoggedCall[] {
  const results = since.filter((turn) => turn.role === 'result');
  return since.flatMap((turn) => {
    const result = turn.role === 'call' ? results.find(({ id }) => id === turn.id) : undefined;
    if (turn.role !== 'call' || !result) return [];
    return [{ name: turn.name, key: toKey(turn.text), result: readToolResult(result.text, result.failed) }];
  });
}

/** Takes each logged call once, so that the same call may be planned again. */
function take(done: LoggedCall[], { name, input }: PlannedCall): ToolResult | undefined {
  const key = toKey(JSON.stringify(input));
  const index = done.findIndex((call) => call.name === name && call.key === key);
  return index === -1 ? undefined : done.splice(index, 1)[0]?.result;
}

/** The same for the same input, in whatever order storage has put its keys. */
function toKey(json: string): string {
  try {
    return toCanonicalJson(JSON.parse(json));
  } catch {
    return json;
  }
}
