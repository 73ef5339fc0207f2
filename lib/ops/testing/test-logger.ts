import { createLogger, type Logger } from '#lib/config/logger.ts';

/** A logger that keeps its lines for a test to look at. */
export function createTestLogger(): { logger: Logger; lines: { msg: string; level: string }[] } {
  const lines: { msg: string; level: string }[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line));
  return { logger: createLogger({ level: 'info', format: 'json', secrets: [], write }), lines };
}
