import { evalSpecSchema, type Condition, type EvalSpec } from '#lib/evals/model/eval-spec.ts';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { toProviderName } from '#components/composer/model-facts.ts';

/** A version that can be tested. */
export interface VersionChoice {
  readonly hash: string;
  readonly number: number;
  readonly note: string;
  /** `production`, `staging`. */
  readonly labels: readonly string[];
}

/** What stands in the form, as it is typed. */
export interface StartChoice {
  readonly skillHash: string;
  readonly scenarioIds: readonly string[];
  readonly conditions: readonly Condition[];
  readonly modelIds: readonly string[];
  readonly repeats: string;
  /** US dollars; empty: whatever it costs. */
  readonly maxCost: string;
}

export type SpecOrProblem = { ok: true; spec: EvalSpec } | { ok: false; problem: string };

const problems: Readonly<Record<string, string>> = {
  skillHash: 'Choose a version.',
  scenarioIds: 'Choose a scenario.',
  conditions: 'Choose a condition.',
  modelIds: 'Choose between one and ten models.',
  repeats: 'Repeats are a whole number from 1 to 10.',
  maxCostUsd: 'The limit is a sum of dollars above 0, or empty.',
};

export function toSpec(skillName: string, choice: StartChoice): SpecOrProblem {
  const { repeats, maxCost, ...rest } = choice;
  const parsed = evalSpecSchema.safeParse({
    skillName,
    ...rest,
    repeats: Number(repeats),
    maxCostUsd: maxCost.trim() === '' ? null : Number(maxCost),
  });
  if (parsed.success) return { ok: true, spec: parsed.data };
  const field = String(parsed.error.issues[0]?.path[0]);
  return { ok: false, problem: problems[field] ?? 'Something in the form can not be right.' };
}

/** The default model, and one of another family: a skill that helps only one of them helps by luck. */
export function chooseTwoFamilies(models: readonly ModelChoice[]): string[] {
  const [first] = models;
  if (!first) return [];
  const isOther = (model: ModelChoice) => model.id !== first.id;
  const other =
    models.find((model) => isOther(model) && toProviderName(model.id) !== toProviderName(first.id)) ??
    models.find((model) => isOther(model) && model.simulated === first.simulated);
  return other ? [first.id, other.id] : [first.id];
}

/** How a version is named in the form: `12 · production · A note`. */
export function toVersionLabel({ number, labels, note }: VersionChoice): string {
  return [`Version ${number}`, ...labels, ...(note ? [note.slice(0, 60)] : [])].join(' · ');
}

/** With a member added, or taken away. The order of `all` stays. */
export function toggle<T>(all: readonly T[], chosen: readonly T[], member: T): T[] {
  const isChosen = chosen.includes(member);
  return all.filter((each) => (each === member ? !isChosen : chosen.includes(each)));
}
