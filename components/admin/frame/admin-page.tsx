import type { ReactNode } from 'react';
import Link from 'next/link';
import { ChevronRight } from 'lucide-react';

export interface AdminPageProps {
  title: string;
  /** What the page is for, in a sentence. */
  description?: ReactNode;
  /** The page above this one. */
  parent?: { href: string; label: string };
  /** Buttons and links beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Title, what can be done, content. Server and client pages alike. */
export function AdminPage({ title, description, parent, actions, children }: AdminPageProps) {
  return (
    <div className="mx-auto w-full max-w-[88rem] px-4 pt-5 pb-16 sm:px-8 sm:pt-8">
      <title>{`${title} · Admin · Holdfast`}</title>
      <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          {parent && (
            <p className="mb-1 flex items-center gap-1 text-sm text-ink-soft">
              <Link
                href={parent.href}
                prefetch={false}
                className="rounded-sm hover:text-ink pointer-coarse:py-3"
              >
                {parent.label}
              </Link>
              <ChevronRight aria-hidden className="size-3.5" />
            </p>
          )}
          <h1 className="text-xl font-semibold tracking-[-0.015em]">{title}</h1>
          {description && <p className="mt-1 max-w-2xl text-sm text-ink-soft">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
