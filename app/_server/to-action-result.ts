import { unstable_rethrow } from 'next/navigation';
import { appLogger } from '#lib/config/app-logger.ts';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { errorCodeSchema } from '#lib/protocol/error.ts';

const internal = { code: 'internal', message: 'That did not work: something broke on the server.' };

/** What a server action answers with. Refusals, by an AppError or a schema, come as `error`; a fault is logged, too. */
export async function toActionResult<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: toActionError(error) };
  }
}

/** By the code: the server that threw it has another copy of the class than the pages have. */
function toActionError(error: unknown): { code: string; message: string } {
  if (error instanceof Error) {
    if (error.name === 'ZodError')
      return { code: 'invalid-input', message: 'That is not something to send.' };
    const code = 'code' in error ? errorCodeSchema.safeParse(error.code) : undefined;
    if (code?.success && code.data !== 'internal') return { code: code.data, message: error.message };
  }
  appLogger().error({ error }, 'action failed');
  return internal;
}
