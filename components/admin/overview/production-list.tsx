import Link from 'next/link';

export interface ProductionVersion {
  readonly skillName: string;
  /** Undefined: answers follow none. */
  readonly number: number | undefined;
  readonly hash: string | undefined;
}

/** Which version of each skill answers follow. */
export function ProductionList({ versions }: { versions: readonly ProductionVersion[] }) {
  if (versions.length === 0) return <p className="text-sm text-ink-soft">There is no skill.</p>;
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-raised text-sm">
      {versions.map(({ skillName, number, hash }) => (
        <li key={skillName} className="relative flex min-h-11 items-center gap-3 px-4 py-2.5">
          <Link
            href={`/admin/skills/${skillName}`}
            prefetch={false}
            className="text-link font-medium after:absolute after:inset-0"
          >
            {skillName}
          </Link>
          {number === undefined ? (
            <span className="ml-auto text-ink-soft">none in production</span>
          ) : (
            <span className="ml-auto">
              version {number}{' '}
              <code className="ml-1 font-mono text-xs text-ink-soft">{hash?.slice(0, 12)}</code>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
