import { z } from 'zod';

/** The closed list. A code is for programs, `message` for people. */
export const errorCodeSchema = z.enum([
  'unauthorized',
  'forbidden',
  'not-found',
  'invalid-input',
  'conflict',
  'gone',
  'too-long',
  'rate-limited',
  'queue-full',
  'limit',
  'busy',
  'already-ended',
  'upgrade-required',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

export const ackErrorSchema = z.object({
  code: errorCodeSchema,
  message: z.string(),
  retryable: z.boolean(),
  retryAfterMs: z.number().int().nonnegative().optional(),
});
export type AckError = z.infer<typeof ackErrorSchema>;

/** Whether sending the same thing again, later, can succeed. Final refusals are recorded with the command. [L5] */
const retryable: Record<ErrorCode, boolean> = {
  unauthorized: false,
  forbidden: false,
  'not-found': false,
  'invalid-input': false,
  conflict: false,
  gone: false,
  'too-long': false,
  'rate-limited': true,
  'queue-full': true,
  limit: true,
  busy: true,
  'already-ended': false,
  'upgrade-required': false,
  internal: true,
};

/** The one error type of expected failures. `message` reads `cannot <verb> <thing>: <why>`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown; retryAfterMs?: number }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryAfterMs = options?.retryAfterMs;
  }

  get retryable(): boolean {
    return retryable[this.code];
  }

  toAckError(): AckError {
    return {
      code: this.code,
      message: this.message,
      retryable: this.retryable,
      ...(this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs }),
    };
  }
}
