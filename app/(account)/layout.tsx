import type { ReactNode } from 'react';
import Link from 'next/link';
import { Mark } from '#components/mark/mark.tsx';

/** Pages about the account stand alone: nothing of a session is in sight. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-(--topbar) items-center px-5">
        <Link href="/" className="flex items-center gap-2 rounded-sm font-semibold">
          <Mark className="size-[1.375rem] text-kelp" />
          <span className="text-[1.0625rem] tracking-[-0.015em]">Holdfast</span>
        </Link>
      </header>
      <main className="m-auto w-full max-w-sm px-5 pt-6 pb-24">{children}</main>
    </div>
  );
}
