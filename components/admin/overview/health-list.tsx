import { CircleAlert, CircleCheck } from 'lucide-react';

/** `ok`, or why not, by the name of the check. */
export type HealthChecks = Readonly<Record<string, string>>;

const names: Record<string, string> = {
  database: 'Database answers',
  migrations: 'Migrations applied',
  node: 'This node takes clients',
};

export function HealthList({ checks }: { checks: HealthChecks }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-raised text-sm">
      {Object.entries(checks).map(([name, result]) => {
        const isOk = result === 'ok';
        const Icon = isOk ? CircleCheck : CircleAlert;
        return (
          <li key={name} className="flex items-center gap-2.5 px-4 py-2.5">
            <Icon
              aria-hidden
              className={`size-4 shrink-0 ${isOk ? 'text-kelp' : 'text-coral'}`}
              strokeWidth={1.75}
            />
            {names[name] ?? name}
            <span className={`ml-auto ${isOk ? 'text-ink-soft' : 'text-coral'}`}>{result}</span>
          </li>
        );
      })}
    </ul>
  );
}
