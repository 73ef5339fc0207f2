import { scenarioSchema, type Check, type Scenario } from './scenario.ts';
import { isVisitor } from './visitors.ts';

/** What is wrong with a file, and where in it. */
export interface ScenarioFault {
  readonly file: string;
  /** In JSON, such as `checks[2].sql`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

export type ParsedScenario = { scenario: Scenario | undefined; faults: ScenarioFault[] };

/** Strict: a scenario with a fault anywhere is none. All faults are told, not the first one alone. */
export function parseScenario(file: string, text: string): ParsedScenario {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { scenario: undefined, faults: [{ file, path: '', message: `no JSON: ${String(error)}` }] };
  }
  const parsed = scenarioSchema.safeParse(json);
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap(spellOut);
    return { scenario: undefined, faults: faults.map((fault) => ({ file, ...fault })) };
  }
  const faults = findFaults(parsed.data).map(([path, message]) => ({ file, path, message }));
  return { scenario: faults.length === 0 ? parsed.data : undefined, faults };
}

type Issue = { path: PropertyKey[]; message: string; code?: string; errors?: Issue[][] };

/** Of a choice of shapes, what is wrong with the one that came closest. */
function spellOut({ path, message, errors }: Issue): { path: string; message: string }[] {
  const branches = (errors ?? []).filter((issues) => issues.length > 0);
  const closest = branches.toSorted((a, b) => rate(a) - rate(b))[0];
  if (!closest) return [{ path: toPath(path), message }];
  return closest.flatMap((issue) => spellOut({ ...issue, path: [...path, ...issue.path] }));
}

/** A check of another kind is the furthest away, then another type, then fields that the shape does not have. */
function rate(issues: readonly Issue[]): number {
  return issues.reduce((sum, { path, code }) => {
    if (path.length === 1 && path[0] === 'kind') return sum + 1_000;
    if (path.length > 0) return sum + 1;
    return sum + (code === 'unrecognized_keys' ? 100 : 500);
  }, 0);
}

function toPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function findFaults(scenario: Scenario): [path: string, message: string][] {
  const { checks, rules } = scenario;
  const used = new Set(checks.flatMap((check) => check.rules));
  return [
    ...checks.flatMap((check, index) =>
      findCheckFaults(scenario, check).map(([path, message]): [string, string] => [
        `checks[${index}]${path}`,
        message,
      ]),
    ),
    ...checks.flatMap(({ id }, index): [string, string][] =>
      checks.findIndex((other) => other.id === id) < index
        ? [[`checks[${index}].id`, `there is a check "${id}" already`]]
        : [],
    ),
    ...rules.flatMap((rule, index): [string, string][] =>
      used.has(rule) ? [] : [[`rules[${index}]`, `no check names ${rule}`]],
    ),
    ...(checks.some(({ level }) => level === 'must')
      ? []
      : [['checks', 'no check is a must'] satisfies [string, string]]),
  ];
}

function findCheckFaults(scenario: Scenario, check: Check): [path: string, message: string][] {
  const faults: [string, string][] = check.rules.flatMap((rule, index): [string, string][] =>
    scenario.rules.includes(rule) ? [] : [[`.rules[${index}]`, `${rule} is not among the scenario's rules`]],
  );
  const see = (path: string, sql: string): void => {
    for (const [, name = ''] of sql.matchAll(/\{\{\{?(\w+)\}?\}\}/g))
      if (!Object.hasOwn(scenario.names ?? {}, name)) faults.push([path, `there is no name "${name}"`]);
  };
  const meet = (path: string, visitor: string): void => {
    if (!isVisitor(scenario, visitor)) faults.push([path, `there is no user "${visitor}"`]);
  };
  if (check.kind === 'catalogue' && 'sql' in check) see('.sql', check.sql);
  if (check.kind === 'plan') {
    see('.sql', check.sql);
    meet('.as', check.as);
    if (!check.must && !check.mustNot && !check.indexCondition)
      faults.push(['', 'it asks nothing of the plan']);
  }
  if (check.kind === 'behaviour')
    check.steps.forEach((step, index) => {
      see(`.steps[${index}].sql`, step.sql);
      meet(`.steps[${index}].as`, step.as);
    });
  if (check.kind === 'judge') faults.push(...findJudgeFaults(check));
  return faults;
}

function findJudgeFaults({ level, question, words }: Extract<Check, { kind: 'judge' }>): [string, string][] {
  const patterns = [...(words?.all ?? []), ...(words?.any ?? []), ...(words?.none ?? [])];
  if (patterns.length > 0) return [];
  if (question === undefined) return [['', 'it has neither words nor a question']];
  // A model's opinion alone decides nothing that must hold.
  return level === 'must' ? [['.level', 'a judge alone can not decide a must: add words']] : [];
}
