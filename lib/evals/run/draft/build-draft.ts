import type { DraftCall } from '#lib/evals/model/scenario-draft.ts';
import type { OpenedAnswer } from '#lib/protocol/rated-answer.ts';
import { readRatingNote } from '#lib/protocol/rating-note.ts';
import { textOf } from '#lib/state/selectors.ts';
import type { Finding } from '#lib/workbench/advisors/finding.ts';
import type { JournalEntry } from '#lib/workbench/sandbox/sandbox.ts';
import type { DraftGrading } from './scenario-text.ts';
import { suggestChecks } from './suggest-checks.ts';
import { toSeed } from './to-seed.ts';
import { toSlug } from './to-slug.ts';
import { toDraftCalls, toTrace } from './to-trace.ts';

const MAX_TITLE_CHARS = 80;
const MAX_EARLIER_CHARS = 600;

export interface BuiltDraft {
  readonly slug: string;
  readonly title: string;
  readonly prompt: string;
  readonly seed: string;
  readonly checks: DraftGrading;
  readonly trace: { readonly calls: readonly DraftCall[]; readonly answer: string };
  readonly note: string;
}

/** What a rated answer gives for a scenario. A person has to read it: prompt and rows may tell who asked. */
export function buildDraft(seen: {
  answer: OpenedAnswer;
  /** What had made the sandbox what it was when the answer began. */
  before: readonly JournalEntry[];
  findings: readonly Finding[];
}): BuiltDraft {
  const { answer, before, findings } = seen;
  const calls = toDraftCalls(answer.parts);
  const { reasons } = readRatingNote(answer.note ?? '');
  return {
    slug: toSlug(answer.prompt),
    title: toTitle(answer.prompt),
    prompt: answer.prompt,
    seed: toSeed(before),
    checks: { checks: suggestChecks({ trace: toTrace(calls), reasons, findings }) },
    trace: { calls, answer: textOf(answer) },
    note: toNote(answer),
  };
}

function toTitle(prompt: string): string {
  const line = prompt.trim().split('\n')[0] ?? '';
  if (line === '') return 'A rated answer';
  return line.length > MAX_TITLE_CHARS ? `${line.slice(0, MAX_TITLE_CHARS - 1)}…` : line;
}

function toNote({ value, note, model, skill, earlier }: OpenedAnswer): string {
  const by = [model, skill && `${skill.name} ${skill.version}`].filter(Boolean).join(', ');
  return [
    `Rated ${value === 1 ? 'good' : 'bad'}${note === null ? ', without a reason' : `: ${note}`}`,
    ...(by === '' ? [] : [`Answered by ${by}`]),
    ...(earlier.length === 0 ? [] : ['Said before the prompt, which may lean on it:']),
    ...earlier.map(({ role, text }) => `${role}: ${text.slice(0, MAX_EARLIER_CHARS)}`),
  ].join('\n');
}
