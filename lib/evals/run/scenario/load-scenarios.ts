import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseScenario, type ScenarioFault } from './parse-scenario.ts';
import type { Scenario } from './scenario.ts';
import { parseSolution, type Solution } from './solution.ts';

export interface NamedSolution extends Solution {
  readonly file: string;
  readonly kind: 'reference' | 'wrong';
}

export interface LoadedScenario {
  readonly scenario: Scenario;
  /** Statements; may be empty where the template is all that is needed. */
  readonly seed: string;
  readonly solutions: readonly NamedSolution[];
}

/** All scenarios of a skill's `evals` folder, by id. Those with faults are left out and told. */
export async function loadScenarios(
  folder: string,
): Promise<{ scenarios: LoadedScenario[]; faults: ScenarioFault[] }> {
  const entries = await readdir(folder, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const loaded = await Promise.all(ids.toSorted().map((id) => loadScenario(folder, id)));
  return {
    scenarios: loaded.flatMap(({ found }) => (found ? [found] : [])),
    faults: loaded.flatMap(({ faults }) => faults),
  };
}

async function loadScenario(
  folder: string,
  id: string,
): Promise<{ found: LoadedScenario | undefined; faults: ScenarioFault[] }> {
  const file = `${id}/scenario.json`;
  const [text, seed, { solutions, faults: strange }] = await Promise.all([
    readText(join(folder, file)),
    readText(join(folder, id, 'seed.sql')),
    loadSolutions(folder, id),
  ]);
  if (text === undefined) return { found: undefined, faults: [{ file, path: '', message: 'it is missing' }] };
  const { scenario, faults } = parseScenario(file, text);
  if (scenario && scenario.id !== id) faults.push({ file, path: 'id', message: `it has to be "${id}"` });
  if (seed === undefined) faults.push({ file: `${id}/seed.sql`, path: '', message: 'it is missing' });
  if (scenario) faults.push(...findSolutionFaults(scenario, solutions));
  faults.push(...strange);
  const isSound = faults.length === 0 && scenario && seed !== undefined;
  return { found: isSound ? { scenario, seed, solutions } : undefined, faults };
}

async function loadSolutions(
  folder: string,
  id: string,
): Promise<{ solutions: NamedSolution[]; faults: ScenarioFault[] }> {
  const names = (await readdir(join(folder, id, 'solutions')).catch(() => [])).toSorted();
  const isKnown = (name: string): boolean => /^(reference|wrong)[\w-]*\.(sql|md)$/.test(name);
  const solutions = names.filter(isKnown).map(async (name): Promise<NamedSolution> => {
    const text = (await readText(join(folder, id, 'solutions', name))) ?? '';
    const kind = name.startsWith('wrong') ? 'wrong' : 'reference';
    return { file: `${id}/solutions/${name}`, kind, ...parseSolution(name, text) };
  });
  const message = 'a solution is named reference* or wrong*, .sql or .md';
  return {
    solutions: await Promise.all(solutions),
    faults: names
      .filter((name) => !isKnown(name))
      .map((name) => ({ file: `${id}/solutions/${name}`, path: '', message })),
  };
}

/** The graders are tested by these: without them nobody knows whether a check can pass, or fail. */
function findSolutionFaults(scenario: Scenario, solutions: readonly NamedSolution[]): ScenarioFault[] {
  const count = (kind: string): number => solutions.filter((solution) => solution.kind === kind).length;
  const musts = new Set(scenario.checks.filter(({ level }) => level === 'must').map(({ id }) => id));
  const file = `${scenario.id}/solutions`;
  return [
    ...(count('reference') < 1 ? [{ file, path: '', message: 'there is no reference solution' }] : []),
    ...(count('wrong') < 2 ? [{ file, path: '', message: 'there are fewer than two wrong solutions' }] : []),
    ...solutions.flatMap(({ file: solution, kind, fails }) => [
      ...(kind === 'wrong' && fails.length === 0
        ? [{ file: solution, path: '', message: 'it does not say which must checks it fails' }]
        : []),
      ...fails
        .filter((id) => !musts.has(id))
        .map((id) => ({ file: solution, path: '', message: `there is no must check "${id}"` })),
    ]),
  ];
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
