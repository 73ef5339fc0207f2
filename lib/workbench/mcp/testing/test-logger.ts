import { createLogger, type Logger } from '#lib/config/logger.ts';

/** A logger that keeps its messages for a test to look at. */
export function createTestLogger(): { logger: Logger; lines: string[] } {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  return { logger: createLogger({ level: 'info', format: 'json', secrets: [], write }), lines };
}
