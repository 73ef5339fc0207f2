'use client';

import { useState } from 'react';
import Link from 'next/link';
import { useTheme } from 'next-themes';
import { ChevronsUpDown, Keyboard, LogIn, LogOut, Settings, UserPlus } from 'lucide-react';
import type { Account } from '../account/account.ts';
import { useSignOut } from '../account/use-sign-out.ts';
import { ShortcutsDialog } from '../shortcuts/shortcuts-dialog.tsx';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { themeOptions } from '../theme/theme-options.ts';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { AccountBadge } from './account-badge.tsx';

export function AccountMenu({ account }: { account: Account }) {
  const { theme, setTheme } = useTheme();
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const signOut = useSignOut();
  useShortcut('show-shortcuts', () => setShowsShortcuts(true));
  return (
    <>
      <Menu
        align="start"
        side="top"
        trigger={
          <button
            type="button"
            className="flex w-full items-center gap-2.5 rounded-md p-2 text-left hover:bg-hover data-[state=open]:bg-hover"
          >
            <AccountBadge account={account} />
            <span className="sr-only">, account menu</span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-soft" strokeWidth={1.75} />
          </button>
        }
      >
        <MenuItem asChild>
          <Link href="/settings" prefetch={false}>
            <Settings aria-hidden className="size-4 opacity-75" strokeWidth={1.75} />
            Settings
          </Link>
        </MenuItem>
        <MenuItem icon={Keyboard} onSelect={() => setShowsShortcuts(true)}>
          Keyboard shortcuts
        </MenuItem>
        <MenuSeparator />
        <MenuChoice label="Theme" value={theme ?? 'system'} options={themeOptions} onChange={setTheme} />
        <MenuSeparator />
        {account.isGuest ? (
          <>
            <MenuItem asChild>
              <Link href="/sign-up" prefetch={false}>
                <UserPlus aria-hidden className="size-4 opacity-75" strokeWidth={1.75} />
                Create an account
              </Link>
            </MenuItem>
            <MenuItem asChild>
              <Link href="/sign-in" prefetch={false}>
                <LogIn aria-hidden className="size-4 opacity-75" strokeWidth={1.75} />
                Sign in
              </Link>
            </MenuItem>
          </>
        ) : (
          <MenuItem icon={LogOut} onSelect={signOut}>
            Sign out
          </MenuItem>
        )}
      </Menu>
      <ShortcutsDialog open={showsShortcuts} onOpenChange={setShowsShortcuts} />
    </>
  );
}
