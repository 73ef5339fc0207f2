'use client';

import Link from 'next/link';
import { conditionSchema } from '#lib/evals/model/eval-spec.ts';
import type { Matrix, MatrixAxis } from '#lib/evals/model/matrix.ts';
import { toModelName } from '#components/message/model-words.ts';
import { classNames } from '#components/ui/class-names.ts';
import { conditionWords } from '../condition-words.ts';
import { SelectField } from '../select-field.tsx';
import { toRunPath } from '../eval-paths.ts';
import { toMatrixSearch, type MatrixQuery } from './matrix-query.ts';

const axes = { scenario: 'Scenarios', rule: 'Rules' } satisfies Record<MatrixAxis, string>;

export interface MatrixFilterProps {
  evalRunId: string;
  matrix: Matrix;
  query: MatrixQuery;
  onShow: (query: MatrixQuery) => void;
}

/** What is shown stands in the address. Another axis is another page of the server; a filter asks nobody. */
export function MatrixFilter({ evalRunId, matrix, query, onShow }: MatrixFilterProps) {
  const show = (part: { [Key in keyof MatrixQuery]?: MatrixQuery[Key] | undefined }) => {
    const { rowId, condition, modelId, ...rest } = { ...query, ...part };
    onShow({
      ...rest,
      axis: query.axis,
      onlyFailures: rest.onlyFailures ?? false,
      ...(rowId ? { rowId } : {}),
      ...(condition ? { condition } : {}),
      ...(modelId ? { modelId } : {}),
    });
  };
  const modelIds = [...new Set(matrix.columns.map(({ modelId }) => modelId))];
  const shownConditions = [...new Set(matrix.columns.map(({ condition }) => condition))];
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <nav aria-label="Rows" className="flex rounded-md border border-line p-0.5 text-sm">
        {(['scenario', 'rule'] as const).map((axis) => (
          <Link
            key={axis}
            href={`${toRunPath(evalRunId)}${toMatrixSearch(axis === query.axis ? query : { ...withoutRow(query), axis })}`}
            prefetch={false}
            scroll={false}
            aria-current={axis === query.axis ? 'true' : undefined}
            className={classNames(
              'flex h-8 items-center rounded-sm px-3 font-medium pointer-coarse:h-11',
              axis === query.axis ? 'bg-kelp-wash text-kelp' : 'text-ink-soft hover:bg-hover hover:text-ink',
            )}
          >
            {axes[axis]}
          </Link>
        ))}
      </nav>
      <SelectField
        label={query.axis === 'scenario' ? 'Scenario' : 'Rule'}
        value={query.rowId ?? ''}
        all={query.axis === 'scenario' ? 'All scenarios' : 'All rules'}
        options={matrix.rows.map(({ id }) => ({ value: id, label: id }))}
        onChange={(rowId) => show({ rowId })}
      />
      <SelectField
        label="Condition"
        value={query.condition ?? ''}
        all="All conditions"
        options={shownConditions.map((condition) => ({
          value: condition,
          label: conditionWords[condition].name,
        }))}
        onChange={(condition) => show({ condition: conditionSchema.safeParse(condition).data })}
      />
      <SelectField
        label="Model"
        value={query.modelId ?? ''}
        all="All models"
        options={modelIds.map((modelId) => ({ value: modelId, label: toModelName(modelId) }))}
        onChange={(modelId) => show({ modelId })}
      />
      <label className="flex h-9 cursor-pointer items-center gap-2 rounded-md px-2 text-sm hover:bg-hover pointer-coarse:h-11">
        <input
          type="checkbox"
          checked={query.onlyFailures}
          onChange={({ target }) => show({ onlyFailures: target.checked })}
          className="size-4.5 accent-kelp"
        />
        Only failures
      </label>
    </div>
  );
}

function withoutRow({ rowId: _, ...query }: MatrixQuery): MatrixQuery {
  return query;
}
