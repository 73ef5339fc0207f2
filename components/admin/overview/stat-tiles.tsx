import Link from 'next/link';

export interface StatTile {
  readonly label: string;
  readonly value: string;
  /** Below the number. */
  readonly note?: string;
  readonly href?: string;
}

export function StatTiles({ tiles }: { tiles: readonly StatTile[] }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line lg:grid-cols-5">
      {tiles.map(({ label, value, note, href }) => (
        <div key={label} className="relative flex flex-col bg-raised px-4 py-3 last:max-lg:odd:col-span-2">
          <dt className="text-xs text-ink-soft">
            {href ? (
              <Link
                href={href}
                prefetch={false}
                className="rounded-sm after:absolute after:inset-0 hover:text-ink"
              >
                {label}
              </Link>
            ) : (
              label
            )}
          </dt>
          <dd className="mt-1 text-xl font-semibold tracking-[-0.015em] tabular-nums">
            {value}
            {note && <span className="block text-xs font-normal tracking-normal text-ink-soft">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
