'use client';

import { RadioGroup } from 'radix-ui';
import { useTheme } from 'next-themes';
import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import { useIsAlive } from '../ui/use-is-alive.ts';
import { themeOptions } from './theme-options.ts';

const icons = { system: Monitor, light: Sun, dark: Moon } satisfies Record<
  (typeof themeOptions)[number]['value'],
  LucideIcon
>;

export function ThemePicker() {
  const { theme, setTheme } = useTheme();
  // The server does not know the choice: nothing is marked as chosen until the page is alive.
  const isAlive = useIsAlive();
  return (
    <RadioGroup.Root
      aria-label="Theme"
      value={isAlive ? (theme ?? 'system') : ''}
      onValueChange={setTheme}
      className="grid grid-cols-3 gap-2"
    >
      {themeOptions.map(({ value, label }) => {
        const Icon = icons[value];
        return (
          <RadioGroup.Item
            key={value}
            value={value}
            className="flex min-h-11 items-center justify-center gap-2 rounded-md border border-line bg-raised text-sm text-ink-soft hover:border-line-strong data-[state=checked]:border-kelp data-[state=checked]:bg-kelp-wash data-[state=checked]:text-ink"
          >
            <Icon aria-hidden className="size-4" strokeWidth={1.75} />
            {label}
          </RadioGroup.Item>
        );
      })}
    </RadioGroup.Root>
  );
}
