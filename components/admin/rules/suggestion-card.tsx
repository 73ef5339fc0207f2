import type { ReactNode } from 'react';
import Link from 'next/link';
import { ArrowUpToLine, PenLine, RotateCcw, Trash2, type LucideIcon } from 'lucide-react';
import type { Suggestion, SuggestionKind } from '#lib/evals/model/rule-ledger.ts';
import { formatCount } from '#components/usage/usage-words.ts';
import { SimulatedBadge } from '../evals/simulated-badge.tsx';
import { FileDiff } from './file-diff.tsx';
import type { ChangedFile } from './changed-files.ts';

const kinds = {
  move: { icon: ArrowUpToLine, words: 'Move into SKILL.md' },
  reword: { icon: PenLine, words: 'Reword' },
  delete: { icon: Trash2, words: 'Delete' },
  restore: { icon: RotateCcw, words: 'Restore' },
} satisfies Record<SuggestionKind, { icon: LucideIcon; words: string }>;

const FIRST_TRIALS = 6;

export interface SuggestionCardProps {
  suggestion: Suggestion;
  /** What it would change; none where only a person can write it. */
  changed: readonly ChangedFile[];
  /** What can be done. */
  children: ReactNode;
}

/** What the evidence asks for, the evidence, and the change as it would be. */
export function SuggestionCard({ suggestion, changed, children }: SuggestionCardProps) {
  const { kind, ruleId, message, trialIds, simulated } = suggestion;
  const { icon: Icon, words } = kinds[kind];
  return (
    <li className="min-w-0 space-y-3 rounded-md border border-line bg-raised p-4">
      <h3 className="flex flex-wrap items-center gap-2 font-semibold">
        <Icon aria-hidden className="size-4 shrink-0 text-kelp" strokeWidth={1.75} />
        <span>
          {words}: <span className="font-mono">{ruleId}</span>
        </span>
        {simulated && <SimulatedBadge />}
      </h3>
      <p className="text-sm">{message}</p>
      <Evidence trialIds={trialIds} />
      {changed.map((file) => (
        <FileDiff key={file.path} {...file} />
      ))}
      {children}
    </li>
  );
}

function Evidence({ trialIds }: { trialIds: readonly string[] }) {
  if (trialIds.length === 0) return null;
  const more = trialIds.length - FIRST_TRIALS;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-xs text-ink-soft">
      {formatCount(trialIds.length, 'trial')} show it:
      {trialIds.slice(0, FIRST_TRIALS).map((trialId, index) => (
        <Link
          key={trialId}
          href={`/admin/evals/trials/${trialId}`}
          prefetch={false}
          className="text-link min-w-6 py-1 text-center pointer-coarse:px-2 pointer-coarse:py-3"
        >
          {index + 1}
          <span className="sr-only">. trial</span>
        </Link>
      ))}
      {more > 0 && <span>and {more} more</span>}
    </p>
  );
}
