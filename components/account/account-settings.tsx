'use client';

import Link from 'next/link';
import { Button } from '../ui/button.tsx';
import type { Account } from './account.ts';
import { useSignOut } from './use-sign-out.ts';

export function AccountSettings({ account }: { account: Account }) {
  const signOut = useSignOut();
  if (account.isGuest) {
    return (
      <>
        <p className="text-sm">
          You are a guest. Your sessions belong to this browser: clear its data, and they are out of reach.
        </p>
        <div className="mt-4 flex flex-wrap gap-2">
          <Button tone="primary" asChild>
            <Link href="/sign-up">Create an account</Link>
          </Button>
          <Button asChild>
            <Link href="/sign-in">Sign in</Link>
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p className="text-sm">
        Signed in as <strong className="font-semibold">{account.name}</strong>.
      </p>
      <div className="mt-4">
        <Button onClick={signOut}>Sign out</Button>
      </div>
    </>
  );
}
