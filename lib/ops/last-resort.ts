import type { Logger } from '#lib/config/logger.ts';

/**
 * For faults that nobody caught. A promise that nobody awaited is logged, and the process goes on: one client's fault
 * must not be everybody's. After an exception in the open nothing is certain any more, so the process leaves; its runs
 * are taken over. Both are bugs, and both are counted by the tests as such.
 */
export function catchTheRest(
  process: Pick<NodeJS.Process, 'on'>,
  { logger, leave }: { logger: Logger; leave: () => void },
): void {
  process.on('unhandledRejection', (error) => logger.error({ error }, 'nobody caught a rejection'));
  process.on('uncaughtException', (error) => {
    logger.fatal({ error }, 'nobody caught an exception');
    leave();
  });
}
