import type { ActionResult } from '#lib/protocol/action-result.ts';
import { askPassword } from './password-question.ts';

const notAnswered = {
  ok: false,
  error: { code: 'confirm-password', message: 'Nothing was changed: the password was not typed.' },
} as const;

const unreachable = {
  ok: false,
  error: {
    code: 'unreachable',
    message: 'The server could not be reached. Check the connection and try again.',
  },
} as const;

/** Runs an action; when it wants the password typed again, asks for it and runs the action once more. Never rejects. */
export async function withPassword<T>(run: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    const result = await run();
    if (result.ok || result.error.code !== 'confirm-password') return result;
    return (await askPassword()) ? await run() : notAnswered;
  } catch {
    return unreachable;
  }
}
