'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { TrendSeries } from './trend-series.ts';

const TrendChart = dynamic(() => import('./trend-chart.tsx').then((module) => module.TrendChart), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

/** The chart's code is loaded by this page alone, and its place is kept meanwhile. */
export function TrendPicture(series: TrendSeries) {
  return (
    <div aria-hidden className="h-80 rounded-md border border-line bg-raised p-3 sm:h-96">
      <TrendChart {...series} />
    </div>
  );
}
