'use client';

import { useEffect, useRef } from 'react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { adminLinks, isCurrentLink } from './admin-links.ts';

/** Beside the page; on a phone a row above it that scrolls. */
export function AdminNav() {
  const path = usePathname();
  const listRef = useRef<HTMLUListElement>(null);

  // Synchronises with the page: where the row scrolls, the link of this page is in sight.
  useEffect(() => {
    const current = listRef.current?.querySelector('[aria-current]');
    current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  });
  return (
    <nav aria-label="Administration" className="overflow-x-auto px-2.5 pb-2 [scrollbar-width:none] md:pb-0">
      <ul ref={listRef} className="flex gap-1 md:flex-col">
        {adminLinks.map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={isCurrentLink(href, path) ? 'page' : undefined}
              className="flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium whitespace-nowrap text-ink-soft hover:bg-hover hover:text-ink aria-[current]:bg-kelp-wash aria-[current]:text-kelp pointer-coarse:h-11"
            >
              <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
