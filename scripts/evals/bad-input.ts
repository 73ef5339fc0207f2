import { AppError } from '#lib/protocol/error.ts';

/** What was typed can not be done, and why. The command ends with 2, so that CI tells it from a gate that is closed. */
export class BadInput extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BadInput';
  }
}

export function toExitCode(error: unknown): 1 | 2 {
  const isInput = error instanceof BadInput || (error instanceof AppError && error.code === 'invalid-input');
  return isInput ? 2 : 1;
}
