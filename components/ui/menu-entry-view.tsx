'use client';

import { DropdownMenu } from 'radix-ui';
import Link from 'next/link';
import { Check, type LucideIcon } from 'lucide-react';
import { assertNever } from '#lib/base/assert.ts';
import { classNames } from './class-names.ts';
import type { MenuEntry } from './menu-entry.ts';

const rowClasses =
  'flex h-8 cursor-default items-center gap-2.5 rounded-sm px-2.5 outline-none select-none data-highlighted:bg-hover pointer-coarse:h-11';

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
      return <Choice entry={entry} />;
    case 'line':
      return <DropdownMenu.Separator className="m-1 h-px bg-line" />;
    default:
      return assertNever(entry);
  }
}

function Choice({ entry }: { entry: Extract<MenuEntry, { kind: 'choice' }> }) {
  return (
    <DropdownMenu.RadioGroup value={entry.value} onValueChange={entry.choose}>
      <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs text-ink-soft">
        {entry.label}
      </DropdownMenu.Label>
      {entry.options.map(({ value, label }) => (
        <DropdownMenu.RadioItem
          key={value}
          value={value}
          onSelect={(event) => event.preventDefault()}
          className={classNames(rowClasses, 'justify-between')}
        >
          {label}
          <DropdownMenu.ItemIndicator>
            <Check aria-hidden className="size-4 text-kelp" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

function Sign({ icon: Icon }: { icon: LucideIcon }) {
  return <Icon aria-hidden className="size-4 shrink-0 opacity-75" strokeWidth={1.75} />;
}
