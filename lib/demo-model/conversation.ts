import { isContinuePrompt } from '#lib/base/continue-prompt.ts';
import { isTitleRequest } from './title.ts';

/** What the three wire formats have in common. A turn is one text of one speaker; one message may hold several. */
export interface Conversation {
  model: DemoModelId;
  system: string;
  turns: readonly Turn[];
  stream: boolean;
  maxTokens: number;
}

export interface Turn {
  role: 'user' | 'assistant';
  text: string;
}

/** `demo-kelp` can't be prefilled, `demo-coral` can. */
export const demoModelIds = ['demo-kelp', 'demo-coral'] as const;
export type DemoModelId = (typeof demoModelIds)[number];

/**
 * What is asked for. `prompt` is the last thing a person said and decides the answer alone; `answered` is how much
 * of it the assistant has said since.
 */
export type Task =
  | { kind: 'title'; prompt: string }
  | { kind: 'answer'; prompt: string }
  | { kind: 'prefill' | 'continue'; prompt: string; answered: string };

export function findTask({ model, system, turns }: Conversation): Task | undefined {
  const prompts = turns.filter((turn) => turn.role === 'user' && !isContinuePrompt(turn.text));
  const first = prompts[0];
  const last = prompts.at(-1);
  if (!first || !last) return undefined;
  if (isTitleRequest(system)) return { kind: 'title', prompt: first.text };
  const since = turns.slice(turns.lastIndexOf(last) + 1);
  const answered = since.map((turn) => (turn.role === 'assistant' ? turn.text : '')).join('');
  const end = turns.at(-1);
  if (answered === '' || !end) return { kind: 'answer', prompt: last.text };
  if (end.role === 'user') return { kind: 'continue', prompt: last.text, answered };
  // A model without prefill takes a trailing answer for history and starts again: doubled text shows the mistake.
  return model === 'demo-coral'
    ? { kind: 'prefill', prompt: last.text, answered }
    : { kind: 'answer', prompt: last.text };
}
