import type { CheckResult } from '#lib/evals/model/eval-run.ts';
import { classNames } from '#components/ui/class-names.ts';
import { checkLooks } from './check-looks.ts';

export interface OutcomeChecksProps {
  checks: readonly CheckResult[];
  /** Those of the trial beside it. */
  others: readonly CheckResult[];
}

/** Checks in one order on both sides, so that a line can be read across. What came out otherwise is marked. */
export function OutcomeChecks({ checks, others }: OutcomeChecksProps) {
  const statuses = new Map(others.map(({ checkId, status }) => [checkId, status]));
  return (
    <ul className="space-y-0.5 text-sm">
      {checks.map(({ checkId, status }) => {
        const { icon: Icon, words, tone } = checkLooks[status];
        const isOther = statuses.has(checkId) && statuses.get(checkId) !== status;
        return (
          <li
            key={checkId}
            className={classNames(
              'flex items-center gap-2 rounded-sm px-1.5 py-0.5',
              isOther && 'bg-hover font-medium',
            )}
          >
            <Icon aria-hidden className={classNames('size-3.5 shrink-0', tone)} strokeWidth={2} />
            <span className="min-w-0 truncate font-mono text-xs">{checkId}</span>
            <span className={classNames('ml-auto text-xs', tone)}>{words}</span>
            {isOther && <span className="sr-only">, otherwise than beside it</span>}
          </li>
        );
      })}
    </ul>
  );
}
