import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { toPlainLine } from './plain-line.ts';

export type { Logger };

type LoggerOptions = {
  level: string;
  format: 'json' | 'plain';
  /** Values that never may appear in a line, wherever they come from. */
  secrets: readonly (string | undefined)[];
  write?: (line: string) => void;
};

const redactedKeys = ['authorization', 'cookie', 'set-cookie', 'password', 'secret', 'token', 'apiKey'];
const redactedPaths = redactedKeys.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);

/**
 * Lines are written by this thread as they come, so that the last words before a crash are not lost in a worker.
 * Redacts twice: by the name of a field, and by the value of each known secret (an error's text may quote a URL).
 */
export function createLogger({ level, format, secrets, write = writeToStdout }: LoggerOptions): Logger {
  const known = secrets.filter((secret): secret is string => secret !== undefined && secret.length >= 8);
  const destination: DestinationStream = {
    write(line) {
      const safe = known.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), line);
      write(format === 'json' ? safe : toPlainLine(safe));
    },
  };
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redactedPaths, censor: '[redacted]' },
      serializers: { error: stdSerializers.err },
      errorKey: 'error',
    },
    destination,
  );
}

function writeToStdout(line: string): void {
  process.stdout.write(line);
}
