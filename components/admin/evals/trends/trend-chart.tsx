'use client';

import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Condition } from '#lib/evals/model/eval-spec.ts';
import type { TrendSeries } from './trend-series.ts';

const colours = {
  baseline: 'var(--sand)',
  mcp: 'var(--code-title)',
  'mcp+skill': 'var(--kelp)',
} satisfies Record<Condition, string>;

/** Models of a condition differ by their strokes, not by colour alone. */
const strokes = ['0', '6 4', '2 4', '10 4 2 4'];

const tick = { fill: 'var(--ink-soft)', fontSize: 12 };

/** Lines over versions. A picture only: the table below it has the same figures. */
export function TrendChart({ lines, rows }: TrendSeries) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={[...rows]}
        margin={{ top: 8, right: 16, bottom: 8, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis dataKey="version" tick={tick} stroke="var(--line-strong)" tickFormatter={toVersion} />
        <YAxis domain={[0, 100]} tick={tick} stroke="var(--line-strong)" unit=" %" width={52} />
        <Tooltip
          isAnimationActive={false}
          labelFormatter={(version) => toVersion(String(version))}
          formatter={(share) => `${String(share)} %`}
          contentStyle={{
            background: 'var(--raised)',
            border: '1px solid var(--line)',
            borderRadius: '0.625rem',
            fontSize: 13,
          }}
        />
        <Legend itemSorter={null} wrapperStyle={{ fontSize: 13 }} labelStyle={{ color: 'var(--ink)' }} />
        {lines.map(({ key, name, condition, place, simulated }) => (
          <Line
            key={key}
            dataKey={key}
            name={simulated ? `${name} (simulated)` : name}
            stroke={colours[condition]}
            strokeDasharray={strokes[place % strokes.length] ?? '0'}
            strokeWidth={2}
            legendType="plainline"
            dot={{ r: 3.5, fill: 'var(--paper)', strokeDasharray: '0' }}
            isAnimationActive={false}
            connectNulls
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

function toVersion(version: string): string {
  return `version ${version}`;
}
