import type { CheckResult, EvalRunResults, Trial } from '#lib/evals/model/eval-run.ts';
import { nameModel } from './eval-report.ts';
import { toElement, toXmlText } from './xml.ts';

/**
 * JUnit's XML, as CI systems read it: a suite for each condition and model, a case for each scenario and repeat. What the
 * model failed is a failure, what broke for our reasons is an error, what was not tried is skipped.
 */
export function toJUnit({ run, trials }: EvalRunResults): string {
  const suites = Map.groupBy(trials, ({ condition, modelId }) => `${condition} ${nameModel(modelId)}`);
  const skill = `${run.spec.skillName}@${run.spec.skillHash.slice(0, 12)}`;
  const root = toElement('testsuites', { name: skill, ...toCounts(trials) }, [
    '\n',
    ...[...suites].flatMap(([name, own]) => [toSuite(name, skill, own), '\n']),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function toSuite(name: string, skill: string, trials: readonly Trial[]): string {
  const cases = trials.flatMap((trial) => ['\n', toCase(`${skill}.${name}`, trial)]);
  return toElement('testsuite', { name, ...toCounts(trials) }, [...cases, '\n']);
}

function toCase(classname: string, trial: Trial): string {
  const { scenarioId, repeat, latencyMs } = trial;
  const time = toSeconds(latencyMs ?? 0);
  return toElement('testcase', { classname, name: `${scenarioId} ${repeat}`, time }, toOutcome(trial));
}

function toOutcome(trial: Trial): string[] {
  const message = trial.fault ?? '';
  switch (toKind(trial)) {
    case 'passed':
      return [];
    case 'skipped':
      return [toElement('skipped', { message: message || `it is ${trial.status}` })];
    case 'error':
      return [toElement('error', { message: message || 'it broke for our reasons', type: 'infra' })];
    case 'failure': {
      const failed = trial.checks.filter(({ status }) => status === 'fail');
      const musts = failed.filter(({ level }) => level === 'must').map(({ checkId }) => checkId);
      const words = [
        ...(musts.length > 0 ? [`failed: ${musts.join(', ')}`] : []),
        ...(message ? [message] : []),
      ];
      const text = toXmlText(failed.map(tellCheck).join('\n'));
      return [toElement('failure', { message: words.join('; '), type: 'model' }, text === '' ? [] : [text])];
    }
  }
}

type Kind = 'passed' | 'failure' | 'error' | 'skipped';

/** Where no must check was applicable there is nothing that could have failed. */
function toKind({ status, isPassed }: Trial): Kind {
  if (status === 'infra-failed') return 'error';
  if (status !== 'graded') return 'skipped';
  return isPassed === false ? 'failure' : 'passed';
}

const tellCheck = ({ checkId, level, rules, holds, evidence }: CheckResult): string =>
  `${checkId} (${level}, ${rules.join(' ')}): ${holds}\n  ${evidence}`;

function toCounts(trials: readonly Trial[]): Record<string, string | number> {
  const count = (kind: Kind): number => trials.filter((trial) => toKind(trial) === kind).length;
  return {
    tests: trials.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: toSeconds(trials.reduce((sum, { latencyMs }) => sum + (latencyMs ?? 0), 0)),
  };
}

const toSeconds = (ms: number): string => (ms / 1_000).toFixed(3);
