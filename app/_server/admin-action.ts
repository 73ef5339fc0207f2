import type { ActionResult } from '#lib/protocol/action-result.ts';
import { findAdmin, type Admin } from './require-admin.ts';
import { toActionResult } from './to-action-result.ts';

const notFound = { code: 'not-found', message: 'There is nothing here.' };
const confirmPassword = { code: 'confirm-password', message: 'Type your password to go on.' };

/** For server actions: whoever is no admin is told `not-found`, and `work` does not begin. [X25] */
export async function adminAction<T>(work: (admin: Admin) => Promise<T>): Promise<ActionResult<T>> {
  const result = await toActionResult(async () => {
    const admin = await findAdmin();
    return admin && { value: await work(admin) };
  });
  if (!result.ok) return result;
  return result.value ? { ok: true, ...result.value } : { ok: false, error: notFound };
}

/** Also refuses with `confirm-password` unless the admin typed it again a moment ago. */
export async function confirmedAdminAction<T>(work: (admin: Admin) => Promise<T>): Promise<ActionResult<T>> {
  const result = await adminAction(async (admin) =>
    admin.isConfirmed ? { value: await work(admin) } : undefined,
  );
  if (!result.ok) return result;
  return result.value ? { ok: true, ...result.value } : { ok: false, error: confirmPassword };
}
