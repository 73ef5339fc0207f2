import Link from 'next/link';
import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CircleX,
  Contrast,
  Minus,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { MatrixCell } from '#lib/evals/model/matrix.ts';
import { classNames } from '#components/ui/class-names.ts';
import { formatDelta, formatInterval } from '../share-words.ts';
import {
  stateWords,
  toCellSentence,
  toCellState,
  toCompletenessWords,
  toDeltaPoints,
  type CellState,
} from './cell-words.ts';

const looks = {
  none: { icon: Minus, tone: 'text-ink-soft' },
  waiting: { icon: CircleDashed, tone: 'text-ink-soft' },
  running: { icon: CircleDot, tone: 'text-kelp *:first:animate-breathe' },
  broken: { icon: TriangleAlert, tone: 'text-sand' },
  passed: { icon: CircleCheck, tone: 'text-kelp' },
  partly: { icon: Contrast, tone: 'text-sand' },
  failed: { icon: CircleX, tone: 'text-coral' },
  undecided: { icon: CircleHelp, tone: 'text-ink-soft' },
} satisfies Record<CellState, { icon: LucideIcon; tone: string }>;

const washes: Partial<Record<CellState, string>> = {
  passed: 'bg-kelp-wash/60',
  partly: 'bg-sand-wash/70',
  failed: 'bg-coral-wash/80',
};

export interface MatrixCellViewProps {
  cell: MatrixCell;
  /** The trials that it stands for. */
  href: string;
  /** What row and column it is in, for who hears it out of its table. */
  place: string;
}

/** One cell: how many passed, how complete, how sure that is, and what changed against production. */
export function MatrixCellView({ cell, href, place }: MatrixCellViewProps) {
  const state = toCellState(cell);
  const { icon: Icon, tone } = looks[state];
  const points = toDeltaPoints(cell.delta);
  return (
    <Link
      href={href}
      prefetch={false}
      data-state={state}
      className={classNames(
        'relative block h-full min-h-13 min-w-32 rounded-sm px-2.5 py-1.5 text-xs tabular-nums -outline-offset-2 hover:ring-1 hover:ring-line-strong hover:ring-inset',
        washes[state],
      )}
    >
      <span className="sr-only">{`${place}: ${toCellSentence(cell)}`}</span>
      <span aria-hidden className="block">
        <span className={classNames('flex items-center gap-1.5', tone)}>
          <Icon className="size-3.5 shrink-0" strokeWidth={2} />
          <span className={cell.decided > 0 ? 'text-sm font-semibold' : ''}>
            {cell.decided > 0 ? `${cell.passes}/${cell.decided}` : stateWords[state]}
          </span>
          {cell.completeness !== null && (
            <span className="ml-auto pl-2 whitespace-nowrap text-ink">{toCompletenessWords(cell)}</span>
          )}
        </span>
        <span className="mt-0.5 flex gap-2 whitespace-nowrap text-ink-soft">
          {cell.decided > 0 && <span>{formatInterval(cell.interval)}</span>}
          <Rest cell={cell} />
          {points !== undefined && <Delta points={points} />}
        </span>
      </span>
    </Link>
  );
}

/** What is not in the figures. */
function Rest({ cell: { running, waiting, infraFailed, decided } }: { cell: MatrixCell }) {
  if (infraFailed > 0) return <span className="text-sand">{infraFailed} broke</span>;
  const open = running + waiting;
  return open > 0 && decided > 0 ? <span>{open} to come</span> : null;
}

function Delta({ points }: { points: number }) {
  const words = formatDelta(points);
  const isSame = words === '±0';
  return (
    <span className={classNames('ml-auto font-medium', !isSame && (points > 0 ? 'text-kelp' : 'text-coral'))}>
      {isSame ? '=' : words}
    </span>
  );
}
