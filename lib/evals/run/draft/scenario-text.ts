import { z } from 'zod';
import type { DraftEdit, DraftFault } from '#lib/evals/model/scenario-draft.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import type { Check, Scenario } from '../scenario/scenario.ts';

/** What stands in `scenario.json` beside id, title and prompt; `rules` follow from the checks. */
export interface DraftGrading {
  readonly users?: unknown;
  readonly names?: unknown;
  readonly checks: unknown;
}

type Read = { readonly grading: DraftGrading } | { readonly fault: DraftFault };

const gradingSchema = z.strictObject({
  users: z.unknown().optional(),
  names: z.unknown().optional(),
  checks: z.unknown(),
});

/** A list of checks alone is their short form. */
export function readGrading(text: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { fault: { path: 'checks', message: `no JSON: ${error instanceof Error ? error.message : ''}` } };
  }
  if (Array.isArray(json)) return { grading: { checks: json } };
  const parsed = gradingSchema.safeParse(json);
  if (parsed.success) return { grading: parsed.data };
  const message = 'a list of checks, or an object with "checks" and maybe "users" and "names"';
  return { fault: { path: 'checks', message } };
}

/** The draft as a scenario's file, or all that keeps it from being one. */
export function toScenario(edit: DraftEdit): {
  scenario: Scenario | undefined;
  faults: readonly DraftFault[];
} {
  const read = readGrading(edit.checks);
  if ('fault' in read) return { scenario: undefined, faults: [read.fault] };
  const { scenario, faults } = parseScenario(
    'scenario.json',
    JSON.stringify(toScenarioJson(edit, read.grading)),
  );
  return { scenario, faults: tellFaults(faults) };
}

/** In the order in which scenarios are written. Rules are those that the checks name. */
export function toScenarioJson(
  edit: DraftEdit,
  { users, names, checks }: DraftGrading,
): Record<string, unknown> {
  return {
    id: edit.slug,
    title: edit.title,
    prompt: edit.prompt,
    rules: listRules(checks),
    ...(users === undefined ? {} : { users }),
    ...(names === undefined ? {} : { names }),
    checks: Array.isArray(checks) ? checks.map(orderKeys) : checks,
  };
}

/** For people to edit. What the database keeps has no order of its own. */
export function toChecksText({ users, names, checks }: DraftGrading): string {
  const ordered = Array.isArray(checks) ? checks.map(orderKeys) : checks;
  const isShort = users === undefined && names === undefined;
  return JSON.stringify(isShort ? ordered : { users, names, checks: ordered }, null, 2);
}

const lists: ReadonlySet<string> = new Set(['steps', 'calls']);
const keyOrder = [
  'called',
  'never',
  'id',
  'rules',
  'level',
  'holds',
  'needsTools',
  'kind',
  'as',
  'sql',
  'expect',
];

function orderKeys(check: unknown): unknown {
  if (typeof check !== 'object' || check === null || Array.isArray(check)) return check;
  const place = (key: string): number => (keyOrder.includes(key) ? keyOrder.indexOf(key) : keyOrder.length);
  return Object.fromEntries(
    Object.entries(check)
      .toSorted(([a], [b]) => place(a) - place(b))
      .map(([key, value]) => [key, lists.has(key) && Array.isArray(value) ? value.map(orderKeys) : value]),
  );
}

function listRules(checks: unknown): string[] {
  if (!Array.isArray(checks)) return [];
  // Cast: whatever is in a list may be asked for its rules; parseScenario says what is wrong with them.
  const rules = (checks as Partial<Check>[]).flatMap((check) => check?.rules ?? []);
  return [...new Set(rules)].toSorted();
}

/** In the words of a draft: its slug is the id, and nobody writes its rules. */
function tellFaults(faults: readonly DraftFault[]): DraftFault[] {
  const told = faults
    .filter(({ path }) => path !== 'rules')
    .map(({ path, message }) => ({ path: path === 'id' ? 'slug' : path === '' ? 'checks' : path, message }));
  const isSilent = told.length === 0 && faults.length > 0;
  return isSilent ? [{ path: 'checks', message: 'no check names a rule' }] : told;
}
