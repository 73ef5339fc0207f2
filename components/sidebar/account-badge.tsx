import type { Account } from '../account/account.ts';

export function AccountBadge({ account }: { account: Account }) {
  return (
    <>
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-kelp-wash text-sm font-semibold text-kelp"
      >
        {account.name.slice(0, 1).toUpperCase()}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{account.name}</span>
        <span className="block truncate text-xs text-ink-soft">
          {account.isGuest ? 'Kept in this browser' : 'Signed in'}
        </span>
      </span>
    </>
  );
}
