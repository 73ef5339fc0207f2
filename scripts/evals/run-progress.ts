import { styleText } from 'node:util';
import type { Trial } from '#lib/evals/model/eval-run.ts';
import { nameModel } from '#lib/evals/read/report/eval-report.ts';

/** Says each trial once, when it is over. Those that were skipped, hundreds after a cancel, share a line. */
export class RunProgress {
  readonly #print: (line: string) => void;
  readonly #said = new Set<string>();

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  tell(trials: readonly Trial[]): void {
    const width = String(trials.length).length;
    const news = trials.filter(({ id, status }) => isOver(status) && !this.#said.has(id));
    const print = (line: string): void =>
      this.#print(`${String(this.#said.size).padStart(width)}/${trials.length}  ${line}`);
    for (const trial of news.filter(({ status }) => status !== 'skipped')) {
      this.#said.add(trial.id);
      print(tellTrial(trial));
    }
    const skipped = news.filter(({ status }) => status === 'skipped');
    for (const [fault, own] of Map.groupBy(skipped, (trial) => trial.fault)) {
      for (const { id } of own) this.#said.add(id);
      print(`${styleText('dim', 'skipped')}  ${own.length} trials: ${fault ?? 'not begun'}`);
    }
  }
}

const isOver = (status: Trial['status']): boolean => status !== 'waiting' && status !== 'running';

/** In one line; coloured where the standard output is a terminal that wants it. */
function tellTrial(trial: Trial): string {
  const { scenarioId, condition, modelId, repeat, passed, total, cachedFrom, latencyMs, fault } = trial;
  const words = [
    tellState(trial),
    `${scenarioId} · ${condition} · ${nameModel(modelId)} · ${repeat}`,
    ...(trial.status === 'graded' ? [`${passed} of ${total} checks`] : []),
    ...(cachedFrom === null ? [] : ['from an earlier run']),
    ...(latencyMs === null || cachedFrom !== null ? [] : [`${(latencyMs / 1_000).toFixed(1)} s`]),
    ...(fault === null ? [] : [fault.replaceAll(/\s+/g, ' ').slice(0, 200)]),
  ];
  return words.join('  ');
}

function tellState({ status, isPassed }: Trial): string {
  if (status === 'infra-failed') return styleText('magenta', 'broke  ');
  if (isPassed === null) return styleText('dim', 'no must');
  return isPassed ? styleText('green', 'passed ') : styleText('red', 'failed ');
}
