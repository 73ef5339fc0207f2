import type { CheckResult, Trial } from '#lib/evals/model/eval-run.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';

const words = { p: 'pass', f: 'fail', n: 'not-applicable' } as const;

/** A must check in short: `rls S02,S04 p`, with `p`, `f` or `n` for what came of it; `?rls ...` is one that should hold. */
export function check(short: string): CheckResult {
  const [, mark, checkId = '', rules = '', letter = ''] = /^(\??)(\S+) (\S+) ([pfn])$/.exec(short) ?? [];
  if (checkId === '') throw new Error(`cannot read the check "${short}"`);
  // Cast: the pattern lets no other letter through.
  const status = words[letter as keyof typeof words];
  const level = mark === '?' ? 'should' : 'must';
  return { checkId, kind: 'behaviour', rules: rules.split(','), level, holds: '', status, evidence: '' };
}

let made = 0;

/** A graded trial of `view` with the skill by kelp, whose score is that of its checks. */
export function trial(checks: readonly string[], about: Partial<Trial> = {}): Trial {
  made += 1;
  const results = checks.map(check);
  const applicable = results.filter(({ status }) => status !== 'not-applicable');
  const musts = applicable.filter(({ level }) => level === 'must');
  return {
    id: `trial-${made}`,
    evalRunId: 'run',
    scenarioId: 'view',
    condition: 'mcp+skill',
    modelId: 'demo:kelp',
    repeat: 1,
    status: 'graded',
    attempt: 1,
    sessionId: null,
    cachedFrom: null,
    isPassed: musts.length === 0 ? null : musts.every(({ status }) => status === 'pass'),
    passed: applicable.filter(({ status }) => status === 'pass').length,
    total: applicable.length,
    costUsd: 0,
    latencyMs: null,
    inputTokens: 0,
    outputTokens: 0,
    filesLoaded: [],
    docsFetched: [],
    fault: null,
    checks: results,
    ...about,
  };
}

export function scenario(id: string, checks: readonly string[]): ScenarioSummary {
  return {
    id,
    title: `The ${id}`,
    prompt: `Make the ${id}.`,
    rules: [],
    checks: checks
      .map(check)
      .map(({ checkId, kind, rules, level, holds }) => ({ checkId, kind, rules, level, holds })),
  };
}
