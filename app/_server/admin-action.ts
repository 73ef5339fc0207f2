import { unstable_rethrow } from 'next/navigation';
import { appLogger } from '#lib/config/app-logger.ts';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { errorCodeSchema } from '#lib/protocol/error.ts';
import { findAdmin, type Admin } from './require-admin.ts';

const notFound = { code: 'not-found', message: 'There is nothing here.' };
const confirmPassword = { code: 'confirm-password', message: 'Type your password to go on.' };
const internal = { code: 'internal', message: 'That did not work: something broke on the server.' };

/**
 * For server actions: whoever is no admin is told `not-found`, and `work` does not begin. What `work` refuses, by an AppError
 * or a schema, comes as `error`; a fault is logged and comes as `internal`.
 */
export async function adminAction<T>(work: (admin: Admin) => Promise<T>): Promise<ActionResult<T>> {
  try {
    const admin = await findAdmin();
    if (!admin) return { ok: false, error: notFound };
    return { ok: true, value: await work(admin) };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: toActionError(error) };
  }
}

/** Also refuses with `confirm-password` unless the admin typed it again a moment ago. */
export async function confirmedAdminAction<T>(work: (admin: Admin) => Promise<T>): Promise<ActionResult<T>> {
  const result = await adminAction(async (admin) =>
    admin.isConfirmed ? { value: await work(admin) } : undefined,
  );
  if (!result.ok) return result;
  return result.value === undefined ? { ok: false, error: confirmPassword } : { ok: true, ...result.value };
}

/** By the code: the server that threw it has another copy of the class than the pages have. */
function toActionError(error: unknown): { code: string; message: string } {
  if (error instanceof Error) {
    if (error.name === 'ZodError')
      return { code: 'invalid-input', message: 'That is not something to send.' };
    const code = 'code' in error ? errorCodeSchema.safeParse(error.code) : undefined;
    if (code?.success && code.data !== 'internal') return { code: code.data, message: error.message };
  }
  appLogger().error({ error }, 'admin action failed');
  return internal;
}
