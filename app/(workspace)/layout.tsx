import type { ReactNode } from 'react';
import { cookies } from 'next/headers';
import { AppShell } from '#components/shell/app-shell.tsx';
import { hiddenSidebar, sidebarCookie } from '#components/shell/sidebar-cookie.ts';
import { loadVisitor } from '../_server/load-visitor.ts';

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const [visitor, jar] = await Promise.all([loadVisitor(), cookies()]);
  return (
    <AppShell
      account={visitor.account}
      renderedAtMs={Date.now()}
      startsWithSidebar={jar.get(sidebarCookie)?.value !== hiddenSidebar}
    >
      {children}
    </AppShell>
  );
}
