'use client';

import Link from 'next/link';
import { FlaskConical, GitCompare, MoreHorizontal, PenLine, Rocket } from 'lucide-react';
import { Badge } from '#components/admin/frame/badge.tsx';
import { Menu } from '#components/ui/menu.tsx';
import type { MenuEntry } from '#components/ui/menu-entry.ts';
import { useSkill } from '../desk/desk-context.tsx';
import { toStartPath } from '#components/admin/evals/eval-paths.ts';
import { Moment } from '../moment.tsx';
import type { VersionView } from '../skill-view.ts';
import { toUseWords } from './use-words.ts';

export interface VersionRowProps {
  version: VersionView;
  onCompare: () => void;
  onEdit: () => void;
  onPublish: () => void;
}

/** One version: what it is, where it came from, who follows it, and what can be done with it. */
export function VersionRow({ version, onCompare, onEdit, onPublish }: VersionRowProps) {
  const { skill } = useSkill();
  const { hash, number, author, note, parent, createdAt, uses } = version;
  const parentNumber = skill.versions.find((other) => other.hash === parent)?.number;
  const isInUse = skill.labels.production?.hash === hash;
  const entries: MenuEntry[] = [
    { kind: 'action', label: 'Compare with production', icon: GitCompare, run: onCompare },
    { kind: 'action', label: 'Edit from here', icon: PenLine, run: onEdit },
    {
      kind: 'link',
      label: 'Run evals',
      icon: FlaskConical,
      href: toStartPath({ skillName: skill.name, hash }),
    },
    ...(isInUse
      ? []
      : [
          { kind: 'line' } as const,
          { kind: 'action', label: 'Publish', icon: Rocket, run: onPublish } as const,
        ]),
  ];
  return (
    <li className="flex gap-3 px-3 py-3 sm:px-4">
      <p className="w-5 shrink-0 text-right font-semibold tabular-nums">
        <span className="sr-only">Version </span>
        {number}
      </p>
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="[overflow-wrap:anywhere]">{note || 'No note.'}</span>
          {isInUse && <Badge tone="good">production</Badge>}
          {skill.labels.staging?.hash === hash && <Badge tone="warn">staging</Badge>}
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-ink-soft">
          <span>{author}</span>
          <Moment at={createdAt} />
          <span className="font-mono" title={hash}>
            {hash.slice(0, 12)}
          </span>
          {parentNumber !== undefined && <span>from version {parentNumber}</span>}
          <span>{toUseWords(uses)}</span>
        </p>
      </div>
      <Link
        href={toStartPath({ skillName: skill.name, hash })}
        prefetch={false}
        className="hidden h-8 items-center rounded-md px-2 text-xs text-ink-soft hover:bg-hover hover:text-ink sm:flex"
      >
        Evals
      </Link>
      <Menu
        label={`Version ${number}: more`}
        aria-label={`Version ${number}: more`}
        isSheetOnPhone
        className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-11"
        entries={entries}
      >
        <MoreHorizontal aria-hidden className="size-4" strokeWidth={1.75} />
      </Menu>
    </li>
  );
}
