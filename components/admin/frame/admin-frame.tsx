import type { ReactNode } from 'react';
import Link from 'next/link';
import { ArrowLeft } from 'lucide-react';
import { Mark } from '#components/mark/mark.tsx';
import { ToastOutlet } from '#components/ui/toast-outlet.tsx';
import { TooltipLayer } from '#components/ui/tooltip-layer.tsx';
import { AdminNav } from './admin-nav.tsx';

/** The frame of every admin page: where one can go, and back to one's own sessions. */
export function AdminFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <div className="flex min-h-dvh flex-col md:flex-row">
        <header className="flex flex-col border-line bg-sunken max-md:border-b md:sticky md:top-0 md:h-dvh md:w-52 md:shrink-0 md:border-r">
          <div className="flex h-(--topbar) shrink-0 items-center justify-between gap-2 px-4">
            <Link
              href="/admin"
              prefetch={false}
              className="flex items-center gap-2 rounded-sm font-semibold pointer-coarse:h-11"
            >
              <Mark className="size-[1.375rem] text-kelp" />
              <span className="text-[1.0625rem] tracking-[-0.015em]">Admin</span>
            </Link>
            <BackLink className="md:hidden" />
          </div>
          <AdminNav />
          <div className="mt-auto hidden border-t border-line p-2.5 md:block">
            <BackLink />
          </div>
        </header>
        <main className="min-w-0 flex-1">{children}</main>
      </div>
      <ToastOutlet />
      <TooltipLayer />
    </>
  );
}

function BackLink({ className = '' }: { className?: string }) {
  return (
    <Link
      href="/"
      className={`flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:h-11 ${className}`}
    >
      <ArrowLeft aria-hidden className="size-4" strokeWidth={1.75} />
      Your sessions
    </Link>
  );
}
