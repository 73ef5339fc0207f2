'use client';

import { DropdownMenu } from 'radix-ui';
import Link from 'next/link';
import type { LucideIcon } from 'lucide-react';
import { assertNever } from '#lib/base/assert.ts';
import { classNames } from './class-names.ts';
import { MenuChoice } from './menu-choice.tsx';
import type { MenuEntry } from './menu-entry.ts';
import { rowClasses } from './menu-row.ts';

export function MenuEntryView({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case 'action':
      return (
        <DropdownMenu.Item
          onSelect={entry.run}
          className={classNames(rowClasses, entry.isDangerous && 'text-coral')}
        >
          <Sign icon={entry.icon} />
          {entry.label}
        </DropdownMenu.Item>
      );
    case 'link':
      return (
        <DropdownMenu.Item asChild className={rowClasses}>
          <Link href={entry.href} prefetch={false}>
            <Sign icon={entry.icon} />
            {entry.label}
          </Link>
        </DropdownMenu.Item>
      );
    case 'choice':
      return <MenuChoice entry={entry} />;
    case 'line':
      return <DropdownMenu.Separator className="m-1 h-px bg-line" />;
    default:
      return assertNever(entry);
  }
}

function Sign({ icon: Icon }: { icon: LucideIcon }) {
  return <Icon aria-hidden className="size-4 shrink-0 opacity-75" strokeWidth={1.75} />;
}
