import type { AuditEntry } from '#lib/auth/admin/audit-log.ts';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { loadVisitor } from './load-visitor.ts';

const SHOWN = 50;

/** What admins have read of the visitor's, newest first. */
export async function loadAdminReads(): Promise<AuditEntry[]> {
  const { userId } = await loadVisitor();
  return userId === null ? [] : requireAdminServices().audit.list({ ownerId: userId }, SHOWN);
}
