import { config } from './config.ts';
import { createLogger, type Logger } from './logger.ts';

let created: Logger | undefined;

/** The process' logger, as its configuration wants it: lines for people on a terminal, JSON for machines elsewhere. */
export function appLogger(): Logger {
  created ??= createAppLogger();
  return created;
}

function createAppLogger(): Logger {
  const { logLevel, environment, secret, databaseUrl, workbenchDatabaseUrl, models } = config();
  return createLogger({
    level: logLevel,
    format: process.stdout.isTTY || environment === 'development' ? 'plain' : 'json',
    secrets: [
      secret,
      databaseUrl && decodeURIComponent(new URL(databaseUrl).password),
      workbenchDatabaseUrl && decodeURIComponent(new URL(workbenchDatabaseUrl).password),
      models.openaiApiKey,
      models.anthropicApiKey,
      models.googleApiKey,
      models.compatibleApiKey,
    ],
  });
}
