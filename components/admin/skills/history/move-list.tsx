'use client';

import { useSkill } from '../desk/desk-context.tsx';
import { Moment } from '../moment.tsx';
import type { MoveView } from '../skill-view.ts';

const kindWords = {
  move: 'moved',
  rollback: 'rolled back',
  import: 'came with the repository',
} satisfies Record<MoveView['kind'], string>;

/** Who moved which label, when and why; newest first. */
export function MoveList() {
  const { skill } = useSkill();
  const numberOf = (hash: string | null) => skill.versions.find((version) => version.hash === hash)?.number;
  if (skill.moves.length === 0) return <p className="text-sm text-ink-soft">No label was moved yet.</p>;
  return (
    <ol className="space-y-3 text-sm">
      {skill.moves.map(({ label, revision, kind, fromHash, toHash, author, why, at }) => (
        <li key={`${label}:${revision}`} className="border-l-2 border-line pl-3">
          <p>
            <span className="font-medium">{label}</span>{' '}
            <span className="tabular-nums">
              {fromHash === null ? 'to' : `${numberOf(fromHash) ?? '?'} →`} {numberOf(toHash) ?? '?'}
            </span>{' '}
            <span className="text-ink-soft">{kindWords[kind]}</span>
          </p>
          {why !== '' && <p className="whitespace-pre-line [overflow-wrap:anywhere]">{why}</p>}
          <p className="flex flex-wrap gap-x-3 text-xs text-ink-soft">
            <span>{author}</span>
            <Moment at={at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
