import type { Comparison, Matrix, MatrixCell } from '#lib/evals/model/matrix.ts';
import { nameModel } from './eval-report.ts';
import { REPORT_WIDTH, toTableRow } from './plain-text.ts';

const LABEL = 25;
const CELL = 13;
const PER_TABLE = Math.floor((REPORT_WIDTH - LABEL) / (CELL + 1));

/** As many columns side by side as fit, the others beneath. */
export function tellMatrix(matrix: Matrix): string {
  const starts = matrix.columns.map((_, index) => index).filter((index) => index % PER_TABLE === 0);
  const legend = 'passed/trials, completeness, !n broke for our reasons; "-": nothing graded';
  return [...starts.map((start) => tellColumns(matrix, start)), legend].join('\n\n');
}

function tellColumns({ axis, columns, rows, totals }: Matrix, start: number): string {
  const pick = <T>(all: readonly T[]): T[] => all.slice(start, start + PER_TABLE);
  const own = pick(totals);
  const lines: (readonly string[])[] = [
    [axis, ...pick(columns).map(({ condition }) => condition)],
    ['', ...pick(columns).map(({ modelId }) => modelId.slice(modelId.indexOf(':') + 1))],
    ['', ...pick(columns).map(({ simulated }) => (simulated ? 'simulated' : ''))],
    ...rows.map(({ id, cells }) => [id, ...pick(cells).map(tellCell)]),
    ['all', ...own.map(tellScore)],
    ...(own.some(({ infraFailed }) => infraFailed > 0)
      ? [['  broke for our reasons', ...own.map(({ infraFailed }) => String(infraFailed))]]
      : []),
    ['  pass@1', ...own.map(({ passAt1 }) => toPercent(passAt1))],
    [
      '  95 % interval',
      ...own.map(({ interval }) => `${toPercent(interval.low)}-${toPercent(interval.high)}`),
    ],
    ['  pass^k', ...own.map(({ passHatK }) => toPercent(passHatK))],
    ['  cost of a trial', ...own.map(({ meanCostUsd }) => tell(meanCostUsd, (usd) => `$${usd.toFixed(4)}`))],
    [
      '  seconds of a trial',
      ...own.map(({ meanLatencyMs }) => tell(meanLatencyMs, (ms) => (ms / 1_000).toFixed(1))),
    ],
    ['  tokens of a trial', ...own.map(tellTokens)],
    [
      '  vs production: won-lost',
      ...own.map(({ delta }) => tell(delta, ({ wins, losses }) => `${wins}-${losses}`)),
    ],
  ];
  const widths = [LABEL, ...own.map(() => CELL)];
  return lines
    .filter(([label, ...cells]) => label !== '' || cells.some((cell) => cell !== ''))
    .map((cells) => toTableRow(cells, widths))
    .join('\n');
}

function tellCell(cell: MatrixCell | null): string {
  if (cell === null || cell.trials + cell.infraFailed === 0) return '-';
  return cell.infraFailed > 0 ? `${tellScore(cell)} !${cell.infraFailed}` : tellScore(cell);
}

const tellScore = ({ passes, decided, completeness }: MatrixCell): string =>
  `${passes}/${decided} ${toPercent(completeness)}`;

function tellTokens({ meanInputTokens, meanOutputTokens }: MatrixCell): string {
  return tell(meanInputTokens, (input) => `${Math.round(input)}+${Math.round(meanOutputTokens ?? 0)}`);
}

function tell<T>(value: T | null, toText: (value: T) => string): string {
  return value === null ? '-' : toText(value);
}

const toPercent = (share: number | null): string => tell(share, (known) => `${Math.round(known * 100)}%`);

/** A line for each model and step. */
export function tellComparisons({ comparisons }: Matrix): string {
  return comparisons
    .map((one) => `${nameModel(one.modelId)}: ${one.from} -> ${one.to}: ${tellComparison(one)}`)
    .join('\n');
}

function tellComparison({ wins, losses, ties, pValue, verdict, before, after }: Comparison): string {
  const scores = `${toPercent(before)} -> ${toPercent(after)}`;
  return `${verdict}, ${scores}, ${wins} won, ${losses} lost, ${ties} even, p = ${pValue.toFixed(3)}`;
}
