import type { TrendPoint } from '#lib/evals/model/trend.ts';
import { formatCost } from '#components/usage/usage-words.ts';
import { DataTable } from '#components/admin/frame/data-table.tsx';
import { conditionWords } from '../condition-words.ts';
import { ModelName } from '../model-name.tsx';
import { formatInterval, formatShare, noShare } from '../share-words.ts';

/** Every point with its figures, newest version first. */
export function TrendTable({ points }: { points: readonly TrendPoint[] }) {
  return (
    <DataTable label="Figures by version">
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Condition</th>
          <th scope="col">Model</th>
          <th scope="col" data-number>
            Trials
          </th>
          <th scope="col" data-number>
            Completeness
          </th>
          <th scope="col" data-number>
            pass@1
          </th>
          <th scope="col" data-number>
            95 % interval
          </th>
          <th scope="col" data-number>
            A trial costs
          </th>
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map((point) => (
          <tr key={`${point.skillHash} ${point.condition} ${point.modelId}`}>
            <th scope="row" className="h-auto! text-sm! text-ink!">
              {point.skillVersion}{' '}
              <span className="font-mono text-xs font-normal text-ink-soft">
                {point.skillHash.slice(0, 12)}
              </span>
            </th>
            <td className="whitespace-nowrap">{conditionWords[point.condition].name}</td>
            <td>
              <ModelName modelId={point.modelId} />
            </td>
            <td data-number>
              {point.trials.toLocaleString('en')}
              {point.isPartial && (
                <span className="block text-xs whitespace-nowrap text-sand">
                  {point.scenarios} scenarios only
                </span>
              )}
            </td>
            <td data-number>{formatShare(point.completeness)}</td>
            <td data-number>{formatShare(point.passAt1)}</td>
            <td data-number>{formatInterval(point.interval)}</td>
            <td data-number>{point.meanCostUsd === null ? noShare : formatCost(point.meanCostUsd)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
