import type { Logger } from '#lib/config/logger.ts';
import { isPassingFault, toBusyError } from '#lib/db/database-fault.ts';
import { AppError } from '#lib/protocol/error.ts';

/**
 * What a client is told of a fault of ours: to try again when that can help. The fault itself is for the log, with
 * `about`, which says what was asked and holds no content.
 */
export function toAppError(error: unknown, logger: Logger, about: object = {}): AppError {
  if (isPassingFault(error)) {
    logger.warn({ error, ...about }, 'the database does not answer');
    return toBusyError(error);
  }
  logger.error({ error, ...about }, 'cannot answer a client');
  return new AppError('internal', 'cannot answer: something broke', { cause: error });
}
