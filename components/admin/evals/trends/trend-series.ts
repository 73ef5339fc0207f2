import type { Condition } from '#lib/evals/model/eval-spec.ts';
import type { TrendPoint } from '#lib/evals/model/trend.ts';
import { toModelName } from '#components/message/model-words.ts';
import { conditionWords } from '../condition-words.ts';

export type Measure = 'completeness' | 'passAt1';

export const measures = {
  completeness: { name: 'Completeness', about: 'checks passed, of those that applied' },
  passAt1: { name: 'pass@1', about: 'trials in which every must check passed' },
} satisfies Record<Measure, { name: string; about: string }>;

/** One line of the chart: a condition with a model, over the versions. */
export interface TrendLine {
  readonly key: string;
  readonly name: string;
  readonly condition: Condition;
  readonly modelId: string;
  readonly simulated: boolean;
  /** Which of its condition's lines it is: each has strokes of its own. */
  readonly place: number;
}

/** What the chart draws at one version; percent by line. */
export type TrendRow = { readonly version: string } & Readonly<Record<string, number | string>>;

export interface TrendSeries {
  readonly lines: readonly TrendLine[];
  readonly rows: readonly TrendRow[];
}

/** Only points that were tried on everything: fewer scenarios are no better or worse version. */
export function toTrendSeries(points: readonly TrendPoint[], measure: Measure): TrendSeries {
  const whole = points.filter((point) => !point.isPartial && point[measure] !== null);
  const lines: TrendLine[] = [];
  for (const point of whole) {
    const key = toKey(point);
    if (lines.some((line) => line.key === key)) continue;
    const { condition, modelId, simulated } = point;
    const place = lines.filter((line) => line.condition === condition).length;
    const name = `${conditionWords[condition].name}, ${toModelName(modelId)}`;
    lines.push({ key, name, condition, modelId, simulated, place });
  }
  const rows = [...Map.groupBy(whole, ({ skillVersion }) => skillVersion)].map(([version, members]) => ({
    version: String(version),
    ...Object.fromEntries(
      members.map((point) => [toKey(point), Math.round((point[measure] ?? 0) * 1_000) / 10]),
    ),
  }));
  return { lines, rows };
}

function toKey({ condition, modelId }: TrendPoint): string {
  // Recharts reads dots and brackets in a key as a path.
  return `${condition}/${modelId}`.replace(/[.[\]]/g, '_');
}
