import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { ConfirmPassword } from '#components/admin/confirm/confirm-password.tsx';
import { AdminFrame } from '#components/admin/frame/admin-frame.tsx';
import { confirmPassword } from './confirm-password.ts';

export const metadata: Metadata = { robots: { index: false } };

/**
 * Pages ask for themselves, too: on the way from one to another Next does not render this again. No `loading.tsx` below here:
 * it would send a 200 before a page could refuse.
 */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireAdmin();
  return (
    <AdminFrame>
      {children}
      <ConfirmPassword confirm={confirmPassword} />
    </AdminFrame>
  );
}
