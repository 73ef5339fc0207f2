'use client';

import { Fragment } from 'react';
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { classNames } from './class-names.ts';
import type { MenuEntry, MenuOption } from './menu-entry.ts';
import { rowClasses } from './menu-row.ts';

/** One of several. Options with a heading of their own stand below it. */
export function MenuChoice({ entry }: { entry: Extract<MenuEntry, { kind: 'choice' }> }) {
  return (
    <DropdownMenu.RadioGroup value={entry.value} onValueChange={entry.choose} aria-label={entry.label}>
      <Heading words={entry.label} />
      {entry.options.map((option, index) => (
        <Fragment key={option.value}>
          {option.heading !== undefined && option.heading !== entry.options[index - 1]?.heading && (
            <Heading words={option.heading} />
          )}
          <Option option={option} />
        </Fragment>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

function Heading({ words }: { words: string }) {
  return <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs text-ink-soft">{words}</DropdownMenu.Label>;
}

function Option({ option: { value, label, badge, details } }: { option: MenuOption }) {
  return (
    <DropdownMenu.RadioItem
      value={value}
      onSelect={(event) => event.preventDefault()}
      className={classNames(rowClasses, 'justify-between gap-4', details && 'py-1.5')}
    >
      <span className="min-w-0">
        <span className="flex items-center gap-2">
          {label}
          {badge && (
            <span className="rounded-full border border-line-strong/60 px-1.5 text-[0.6875rem] leading-4 text-ink-soft">
              {badge}
            </span>
          )}
        </span>
        {details && <span className="block text-xs text-ink-soft">{details}</span>}
      </span>
      <span className="flex w-4 shrink-0">
        <DropdownMenu.ItemIndicator>
          <Check aria-hidden className="size-4 text-kelp" />
        </DropdownMenu.ItemIndicator>
      </span>
    </DropdownMenu.RadioItem>
  );
}
