import { conditions, MAX_REPEATS, type Condition } from '#lib/evals/model/eval-spec.ts';
import { BadInput } from './bad-input.ts';
import { readOptions, requireWritable, splitNames } from './read-options.ts';

export const RUN_USAGE = `npm run evals -- run [--scenario a,b] [--condition c] [--model m] [--repeats 3] [--max-cost 5]
    [--version <hash, number or label> | --folder] [--skill <name>] [--json file] [--junit file] [--dry-run] [--yes]`;

const DEFAULT_REPEATS = 3;
const MAX_COST_USD = 10_000;

/** Lists that are empty mean what is usual. */
export interface RunOptions {
  readonly skillName: string | undefined;
  readonly scenarioIds: readonly string[];
  readonly conditions: readonly Condition[];
  readonly modelIds: readonly string[];
  readonly repeats: number;
  readonly maxCostUsd: number | null;
  /** What is tried; absent, what is in production. */
  readonly version: { readonly named: string } | 'folder' | 'production';
  readonly files: { readonly json: string | undefined; readonly junit: string | undefined };
  /** The price, and nothing else. */
  readonly isDry: boolean;
  /** Nobody has to be asked. */
  readonly isAgreed: boolean;
}

/** @throws BadInput */
export function parseRunOptions(args: string[]): RunOptions {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    scenario: texts,
    condition: texts,
    model: texts,
    repeats: text,
    'max-cost': text,
    version: text,
    folder: flag,
    skill: text,
    json: text,
    junit: text,
    'dry-run': flag,
    yes: flag,
  };
  const { values } = readOptions({ args, options }, RUN_USAGE);
  if (values.folder && values.version !== undefined)
    throw new BadInput(
      'cannot try both: --folder is the version that the folder holds, --version another one',
    );
  return {
    skillName: values.skill,
    scenarioIds: splitNames(values.scenario),
    conditions: splitNames(values.condition).map(parseCondition),
    modelIds: splitNames(values.model),
    repeats: parseRepeats(values.repeats),
    maxCostUsd: parseDollars(values['max-cost']),
    version:
      values.version === undefined ? (values.folder ? 'folder' : 'production') : { named: values.version },
    files: {
      json: requireWritable('json', values.json),
      junit: requireWritable('junit', values.junit),
    },
    isDry: values['dry-run'],
    isAgreed: values.yes,
  };
}

function parseCondition(name: string): Condition {
  const known = conditions.find((condition) => condition === name);
  if (known) return known;
  throw new BadInput(`cannot try the condition "${name}": there are ${conditions.join(', ')}`);
}

function parseRepeats(given: string | undefined): number {
  if (given === undefined) return DEFAULT_REPEATS;
  const repeats = /^\d{1,3}$/.test(given) ? Number(given) : 0;
  if (repeats >= 1 && repeats <= MAX_REPEATS) return repeats;
  throw new BadInput(`cannot repeat "${given}" times: --repeats is a whole number from 1 to ${MAX_REPEATS}`);
}

function parseDollars(given: string | undefined): number | null {
  if (given === undefined) return null;
  const dollars = /^\$?\d{1,5}(?:\.\d{1,6})?$/.test(given) ? Number(given.replace('$', '')) : 0;
  if (dollars > 0 && dollars <= MAX_COST_USD) return dollars;
  throw new BadInput(
    `cannot stop at "${given}": --max-cost is US dollars, such as 2 or 0.5, up to ${MAX_COST_USD}`,
  );
}
