import type { WorkbenchTable } from '#lib/protocol/workbench.ts';
import { CodeText } from '../tool/code-text.tsx';

type Policy = WorkbenchTable['policies'][number];

/** Who may do what to which rows. */
export function PolicyList({ policies }: { policies: readonly Policy[] }) {
  return (
    <ul className="space-y-2.5">
      {policies.map((policy) => (
        <li key={policy.name} className="text-xs">
          <p className="[overflow-wrap:anywhere]">
            <span className="font-medium">{policy.name}</span>{' '}
            <span className="text-ink-soft">
              {policy.command === 'all' ? 'everything' : policy.command} for {policy.roles.join(', ')}
              {!policy.permissive && ', restrictive'}
            </span>
          </p>
          {policy.using !== undefined && (
            <CodeText label="Using" text={`using ${policy.using}`} language="sql" className="mt-1" />
          )}
          {policy.withCheck !== undefined && (
            <CodeText
              label="With check"
              text={`with check ${policy.withCheck}`}
              language="sql"
              className="mt-1"
            />
          )}
        </li>
      ))}
    </ul>
  );
}
