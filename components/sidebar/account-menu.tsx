'use client';

import { useState } from 'react';
import dynamic from 'next/dynamic';
import { useTheme } from 'next-themes';
import { ChevronsUpDown, Keyboard, LogIn, LogOut, Settings, ShieldCheck, UserPlus } from 'lucide-react';
import type { Account } from '../account/account.ts';
import { useSignOut } from '../account/use-sign-out.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { themeOptions } from '../theme/theme-options.ts';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu-entry.ts';
import { AccountBadge } from './account-badge.tsx';

const ShortcutsDialog = dynamic(
  () => import('../shortcuts/shortcuts-dialog.tsx').then((module) => module.ShortcutsDialog),
  { ssr: false },
);

export function AccountMenu({ account }: { account: Account }) {
  const { theme, setTheme } = useTheme();
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const signOut = useSignOut();
  useShortcut('show-shortcuts', () => setShowsShortcuts(true));

  const accountEntries: MenuEntry[] = account.isGuest
    ? [
        { kind: 'link', label: 'Create an account', icon: UserPlus, href: '/sign-up' },
        { kind: 'link', label: 'Sign in', icon: LogIn, href: '/sign-in' },
      ]
    : [{ kind: 'action', label: 'Sign out', icon: LogOut, run: signOut }];
  const adminEntries: MenuEntry[] = account.isAdmin
    ? [{ kind: 'link', label: 'Administration', icon: ShieldCheck, href: '/admin' }]
    : [];
  const entries: MenuEntry[] = [
    ...adminEntries,
    { kind: 'link', label: 'Settings', icon: Settings, href: '/settings' },
    { kind: 'action', label: 'Keyboard shortcuts', icon: Keyboard, run: () => setShowsShortcuts(true) },
    { kind: 'line' },
    { kind: 'choice', label: 'Theme', value: theme ?? 'system', options: themeOptions, choose: setTheme },
    { kind: 'line' },
    ...accountEntries,
  ];
  return (
    <>
      <Menu
        label="Account"
        entries={entries}
        align="start"
        side="top"
        className="flex w-full items-center gap-2.5 rounded-md p-2 text-left hover:bg-hover data-[state=open]:bg-hover"
      >
        <AccountBadge account={account} />
        <span className="sr-only">, account menu</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-soft" strokeWidth={1.75} />
      </Menu>
      {showsShortcuts && <ShortcutsDialog onClose={() => setShowsShortcuts(false)} />}
    </>
  );
}
