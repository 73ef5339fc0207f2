import type { Comparison, MatrixCell } from '#lib/evals/model/matrix.ts';
import { formatDelta, formatInterval, formatShare } from '../share-words.ts';

export type CellState =
  | 'none'
  | 'waiting'
  | 'running'
  | 'broken'
  | 'passed'
  | 'partly'
  | 'failed'
  | 'undecided';

/** What a cell says at a glance. As long as there is a result, it is told, also while more is on the way. */
export function toCellState(cell: MatrixCell): CellState {
  if (cell.decided > 0) {
    if (cell.passes === cell.decided) return 'passed';
    return cell.passes === 0 ? 'failed' : 'partly';
  }
  if (cell.trials > 0) return 'undecided';
  if (cell.running > 0) return 'running';
  if (cell.waiting > 0) return 'waiting';
  return cell.infraFailed > 0 ? 'broken' : 'none';
}

/** Something in it did not pass, or broke. */
export function isFailing(cell: MatrixCell | null): boolean {
  return cell !== null && (cell.passes < cell.decided || cell.infraFailed > 0);
}

export const stateWords = {
  none: 'not run',
  waiting: 'waiting',
  running: 'running',
  broken: 'broke',
  passed: 'all passed',
  partly: 'some passed',
  failed: 'none passed',
  undecided: 'no must check applied',
} satisfies Record<CellState, string>;

/** The whole cell as a sentence, for who does not see its signs. */
export function toCellSentence(cell: MatrixCell): string {
  const state = toCellState(cell);
  const parts = [
    cell.decided > 0 ? `${cell.passes} of ${cell.decided} passed` : stateWords[state],
    ...(cell.decided > 0 ? [`95 % interval ${formatInterval(cell.interval)}`] : []),
    ...(cell.completeness === null ? [] : [`completeness ${formatShare(cell.completeness)}`]),
    ...(cell.infraFailed > 0 ? [`${cell.infraFailed} broke for our reasons`] : []),
    ...(cell.running + cell.waiting > 0 ? [`${cell.running + cell.waiting} still to come`] : []),
    ...toDeltaSentence(cell.delta),
  ];
  return parts.join(', ');
}

function toDeltaSentence(delta: Comparison | null): string[] {
  const points = toDeltaPoints(delta);
  return points === undefined ? [] : [`${formatDelta(points)} points against production`];
}

/** Completeness after, less completeness before; undefined without a pair. */
export function toDeltaPoints(delta: Comparison | null): number | undefined {
  return delta === null || delta.before === null || delta.after === null
    ? undefined
    : delta.after - delta.before;
}

/** Completeness; where it is another than in production, before beside after. */
export function toCompletenessWords({ completeness, delta }: MatrixCell): string {
  const points = toDeltaPoints(delta);
  if (!delta || points === undefined || formatDelta(points) === '±0') return formatShare(completeness);
  return `${formatShare(delta.before)} → ${formatShare(delta.after)}`;
}

const verdicts = {
  better: 'Better',
  worse: 'Worse',
  'no-difference': 'No difference shown',
  underpowered: 'Underpowered',
} satisfies Record<Comparison['verdict'], string>;

export interface ComparisonWords {
  readonly verdict: string;
  /** What it stands on. */
  readonly details: string;
}

/** Fewer pairs that differ than this can not show anything, whatever they say. */
const FEWEST_PAIRS = 6;

export function toComparisonWords(comparison: Comparison): ComparisonWords {
  const { wins, losses, ties, pValue, verdict } = comparison;
  const counts = `${wins} better, ${losses} worse, ${ties} alike`;
  if (verdict === 'underpowered') {
    const differing = wins + losses;
    const few = `${differing} ${differing === 1 ? 'differs' : 'differ'}, ${FEWEST_PAIRS} must to show anything`;
    return { verdict: verdicts.underpowered, details: `${counts}: ${few}` };
  }
  return { verdict: verdicts[verdict], details: `${counts}, p ${formatP(pValue)}` };
}

function formatP(pValue: number): string {
  return pValue < 0.001 ? '< 0.001' : pValue.toFixed(3);
}
