import { conditions } from '#lib/evals/model/eval-spec.ts';
import type { LedgerRule } from '#lib/evals/model/rule-ledger.ts';
import { formatCount } from '#components/usage/usage-words.ts';
import { conditionWords } from '../evals/condition-words.ts';
import { Badge } from '../frame/badge.tsx';
import { DataTable } from '../frame/data-table.tsx';
import { RateBar } from './rate-bar.tsx';

/** Every rule: where it stands, what checks it, and how often it is skipped. */
export function LedgerTable({ rules }: { rules: readonly LedgerRule[] }) {
  const shown = conditions.filter((condition) =>
    rules.some(({ rates }) => rates.some((rate) => rate.condition === condition)),
  );
  return (
    <DataTable label="Rules" className="[&_td]:align-top!">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">What it says</th>
          <th scope="col">Checks</th>
          {shown.map((condition) => (
            <th key={condition} scope="col">
              Skipped, {conditionWords[condition].name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.ruleId} id={rule.ruleId} className="scroll-mt-4 target:bg-kelp-wash">
            <td className="whitespace-nowrap">
              <span className="font-mono font-medium">{rule.ruleId}</span> <Badge>{rule.level}</Badge>
            </td>
            <td className="min-w-72">
              <p className="line-clamp-3">{rule.text}</p>
              <Place rule={rule} />
            </td>
            <td className="min-w-40">
              <CheckNames checks={rule.checks} />
            </td>
            {shown.map((condition) => (
              <td key={condition} className="min-w-52 space-y-1">
                {rule.rates
                  .filter((rate) => rate.condition === condition)
                  .map((rate) => (
                    <RateBar key={rate.modelId} rate={rate} />
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** Beside it, how often its file was read: what nobody reads nobody follows. */
function Place({ rule: { path, line, isMissing, rates } }: { rule: LedgerRule }) {
  if (isMissing)
    return <p className="mt-1 text-xs text-sand">Not in this version, though checks ask for it</p>;
  const withSkill = rates.filter(({ condition }) => condition === 'mcp+skill');
  const trials = withSkill.reduce((sum, rate) => sum + rate.trials, 0);
  const loaded = withSkill.reduce((sum, rate) => sum + rate.fileLoaded, 0);
  return (
    <p className="mt-1 text-xs text-ink-soft">
      <span className="font-mono">
        {path}:{line}
      </span>
      {path !== 'SKILL.md' && trials > 0 && `, read in ${loaded} of ${formatCount(trials, 'trial')}`}
    </p>
  );
}

function CheckNames({ checks }: { checks: readonly string[] }) {
  if (checks.length === 0) return <span className="text-xs text-sand">No check asks for it</span>;
  return (
    <details className="text-xs">
      <summary className="rounded-sm text-ink-soft hover:text-ink pointer-coarse:py-3">
        {formatCount(checks.length, 'check')}
      </summary>
      <ul className="mt-1 space-y-0.5 font-mono">
        {checks.map((check) => (
          <li key={check} className="[overflow-wrap:anywhere]">
            {check}
          </li>
        ))}
      </ul>
    </details>
  );
}
