import { isContinuePrompt } from '#lib/base/continue-prompt.ts';
import { isTitleRequest } from './title.ts';

/** What the three wire formats have in common. */
export interface Conversation {
  model: DemoModelId;
  system: string;
  turns: readonly Turn[];
  tools: readonly ToolOffer[];
  stream: boolean;
  maxTokens: number;
}

/** One text of one speaker, or one thing that was done; one message may hold several. */
export type Turn =
  | { role: 'user' | 'assistant' | 'reasoning'; text: string }
  /** `text` is the input as JSON. */
  | { role: 'call'; text: string; id: string; name: string }
  | { role: 'result'; text: string; id: string; failed: boolean };

export interface ToolOffer {
  name: string;
  /** A JSON schema. */
  inputSchema: unknown;
}

/** `demo-kelp` can't be prefilled, `demo-coral` can. */
export const demoModelIds = ['demo-kelp', 'demo-coral'] as const;
export type DemoModelId = (typeof demoModelIds)[number];

/**
 * What is asked for. `prompt` is the last thing a person said, `since` is all that followed, and `answered` is how
 * much of the step that is under way the assistant has said: what comes after the last result.
 */
export type Task =
  | { kind: 'title'; prompt: string }
  | {
      kind: 'answer' | 'prefill' | 'continue';
      prompt: string;
      since: readonly Turn[];
      answered: string;
    };

/** Results told in words, as to a model that has no tools any more: nobody says so by themselves. */
const toldResult = /^The tool \S+ was called with /;

export function findTask({ model, system, turns }: Conversation): Task | undefined {
  const prompts = turns.filter(
    (turn) => turn.role === 'user' && !isContinuePrompt(turn.text) && !toldResult.test(turn.text),
  );
  const first = prompts[0];
  const last = prompts.at(-1);
  if (!first || !last) return undefined;
  if (isTitleRequest(system)) return { kind: 'title', prompt: first.text };
  const since = turns.slice(turns.lastIndexOf(last) + 1);
  const lastDone = since.findLastIndex((turn) => turn.role === 'result');
  const underWay = since.slice(lastDone + 1);
  const answered = underWay.map((turn) => (turn.role === 'assistant' ? turn.text : '')).join('');
  const task = { prompt: last.text, since, answered };
  const end = turns.at(-1);
  if (answered === '' || !end) return { kind: 'answer', ...task };
  if (end.role === 'user') return { kind: isContinuePrompt(end.text) ? 'continue' : 'answer', ...task };
  // A model without prefill takes a trailing answer for history and starts again: doubled text shows the mistake.
  return { kind: model === 'demo-coral' ? 'prefill' : 'answer', ...task };
}

/** The number of the step that is asked for: 1, and one more for each round of results since the prompt. */
export function countSteps(since: readonly Turn[]): number {
  return (
    1 + since.filter(({ role }, index) => role === 'result' && since[index + 1]?.role !== 'result').length
  );
}
