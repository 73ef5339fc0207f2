'use client';

import type { ComponentProps } from 'react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { openPath } from './open-path.ts';
import { isWorkspacePath } from './session-path.ts';

export interface WorkspaceLinkProps extends Omit<
  ComponentProps<typeof Link>,
  'href' | 'prefetch' | 'onNavigate'
> {
  /** A path of the workspace. */
  href: string;
}

/** From within the workspace no request is made; from other pages, and for new tabs, it is a link like any other. */
export function WorkspaceLink({ href, ...props }: WorkspaceLinkProps) {
  const isHere = isWorkspacePath(usePathname());
  return (
    <Link
      href={href}
      prefetch={false}
      onNavigate={(event) => {
        if (!isHere) return;
        event.preventDefault();
        openPath(href);
      }}
      {...props}
    />
  );
}
