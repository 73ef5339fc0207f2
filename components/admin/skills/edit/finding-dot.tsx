'use client';

import { useDesk } from '../desk/desk-context.tsx';

/** How much the linter found in a file. */
export function FindingDot({ path }: { path: string }) {
  const errors = useDesk(
    ({ findings }) => findings.filter((f) => f.path === path && f.level === 'error').length,
  );
  const all = useDesk(({ findings }) => findings.filter((f) => f.path === path).length);
  if (all === 0) return null;
  const words = errors > 0 ? `${errors} errors` : `${all} warnings`;
  return (
    <span className={`ml-auto text-xs tabular-nums ${errors > 0 ? 'text-coral' : 'text-sand'}`} title={words}>
      <span aria-hidden>{errors > 0 ? errors : all}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
