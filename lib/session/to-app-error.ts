import type { Logger } from '#lib/config/logger.ts';
import { isPassingFault, toBusyError } from '#lib/db/database-fault.ts';
import { AppError } from '#lib/protocol/error.ts';

/** What a client is told of a fault of ours: to try again when that can help. The fault itself is for the log. */
export function toAppError(error: unknown, logger: Logger): AppError {
  if (isPassingFault(error)) {
    logger.warn({ error }, 'the database does not answer');
    return toBusyError(error);
  }
  logger.error({ error }, 'a command failed');
  return new AppError('internal', 'cannot run the command: something broke', { cause: error });
}
