import {
  choiceField,
  countField,
  databaseUrlField,
  optionalTextField,
  originsField,
  portField,
  textField,
  urlField,
} from './env-field.ts';

export const serverFields = {
  environment: choiceField('NODE_ENV', ['development', 'production', 'test'], 'development'),
  port: portField('PORT', 3000),
  dataDir: textField('HOLDFAST_DATA_DIR', '.data'),
  /** Absent = embedded Postgres under the data directory. */
  databaseUrl: databaseUrlField('DATABASE_URL'),
  role: choiceField('ROLE', ['all', 'web', 'worker'], 'all'),
  /** Where browsers reach this server; absent = at the host they ask for. */
  publicUrl: urlField('PUBLIC_URL'),
  allowedOrigins: originsField('ALLOWED_ORIGINS'),
  /** How many proxies in front are trusted to have written `X-Forwarded-*`. */
  trustedProxyHops: countField('TRUSTED_PROXIES', 0, 0),
  /** A fallback for networks that block WebSocket. With several nodes it needs sticky sessions in front. */
  longPolling: choiceField('HOLDFAST_LONG_POLLING', ['off', 'on'], 'off'),
  secret: optionalTextField('HOLDFAST_SECRET'),
  /** The demo product that agents work on: databases of their own and tools for them. */
  workbench: choiceField('HOLDFAST_WORKBENCH', ['on', 'off'], 'on'),
  /** Where the Workbench makes its databases; absent = on the application's server. */
  workbenchDatabaseUrl: databaseUrlField('WORKBENCH_DATABASE_URL'),
  /** What answers follow; `none`: nothing. */
  skill: textField('HOLDFAST_SKILL', 'workbench'),
  logLevel: choiceField('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
};
