import Link from 'next/link';
import type { CheckResult } from '#lib/evals/model/eval-run.ts';
import { classNames } from '#components/ui/class-names.ts';
import { Badge } from '#components/admin/frame/badge.tsx';
import { toRulePath } from '#components/admin/rules/rule-path.ts';
import { checkLooks, orderChecks } from './check-looks.ts';

export interface CheckListProps {
  checks: readonly CheckResult[];
  skillName: string;
  skillHash: string;
}

/** Every check, what held or did not, and what was seen. */
export function CheckList({ checks, skillName, skillHash }: CheckListProps) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {orderChecks(checks).map((check) => {
        const { icon: Icon, words, tone } = checkLooks[check.status];
        return (
          <li key={check.checkId} data-status={check.status} className="flex gap-2.5 p-3 text-sm">
            <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', tone)} strokeWidth={2} />
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                <span className="sr-only">{words}: </span>
                {check.holds}
              </p>
              <p
                className={classNames(
                  'mt-0.5 text-xs [overflow-wrap:anywhere] whitespace-pre-line',
                  check.status === 'fail' ? 'text-coral' : 'text-ink-soft',
                )}
              >
                {check.evidence}
              </p>
              <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-soft">
                <Badge>{check.level}</Badge>
                <span>{check.kind}</span>
                <span className="font-mono">{check.checkId}</span>
                {check.rules.map((ruleId) => (
                  <Link
                    key={ruleId}
                    href={toRulePath({ skillName, hash: skillHash, ruleId })}
                    prefetch={false}
                    className="text-link font-mono pointer-coarse:py-2"
                  >
                    {ruleId}
                  </Link>
                ))}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
