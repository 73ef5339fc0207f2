import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { loadVisitor } from '#app/_server/load-visitor.ts';
import { ClaimAdmin } from '#components/admin/claim/claim-admin.tsx';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { claimAdmin } from './claim-admin.ts';

export const metadata: Metadata = { robots: { index: false } };

/** There as long as nobody is an admin; then it is an address that leads nowhere. */
export default async function ClaimPage() {
  if (!(await requireAdminServices().claims.isOpen())) notFound();
  const { account } = await loadVisitor();
  return (
    <>
      <title>Become the first admin · Holdfast</title>
      <h1 className="text-xl font-semibold tracking-[-0.015em]">Become the first admin</h1>
      <p className="mt-1.5 mb-7 text-sm text-ink-soft">
        Nobody is an admin of this Holdfast yet. Admins edit skills, run evals, stop answers and decide who
        else is one.
      </p>
      <ClaimAdmin account={account} claim={claimAdmin} />
    </>
  );
}
