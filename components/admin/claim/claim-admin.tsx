'use client';

import Link from 'next/link';
import type { Account } from '#components/account/account.ts';
import { keepReturnPath } from '#components/account/return-path.ts';
import { Button } from '#components/ui/button.tsx';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { ClaimButton } from './claim-button.tsx';
import { useClaimToken } from './use-claim-token.ts';

export interface ClaimAdminProps {
  account: Account;
  claim: (token: string) => Promise<ActionResult<void>>;
}

/** What is missing to become the first admin: the whole link, then an account, then one button. */
export function ClaimAdmin({ account, claim }: ClaimAdminProps) {
  const token = useClaimToken();
  if (token === undefined) return null;
  if (token === '') {
    return (
      <p className="text-sm">
        The address lacks its last part. Open the whole link that the server printed when it started.
      </p>
    );
  }
  if (!account.isGuest) return <ClaimButton name={account.name} claim={() => claim(token)} />;
  // The fragment never leaves the browser, so it is kept here while somebody signs in.
  const keep = () => keepReturnPath(`${location.pathname}${location.hash}`);
  return (
    <>
      <p className="text-sm">An admin has an account. Create one or sign in: you come back here.</p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button tone="primary" asChild>
          <Link href="/sign-up" onClick={keep}>
            Create an account
          </Link>
        </Button>
        <Button asChild>
          <Link href="/sign-in" onClick={keep}>
            Sign in
          </Link>
        </Button>
      </div>
    </>
  );
}
