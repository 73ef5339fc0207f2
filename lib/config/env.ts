import { resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import { type Env, type EnvValues, readEnvFields } from './env-field.ts';
import { limitFields } from './limit-fields.ts';
import { modelFields } from './model-fields.ts';
import { findSecretFault, readOrCreateSecret } from './secrets.ts';
import { serverFields } from './server-fields.ts';
import { timingFields } from './timing-fields.ts';

type ServerSettings = EnvValues<typeof serverFields>;

export type Limits = EnvValues<typeof limitFields>;
export type Timings = EnvValues<typeof timingFields>;
export type ModelSettings = EnvValues<typeof modelFields>;

export type Config = Omit<ServerSettings, 'secret'> & {
  readonly secret: string;
  readonly limits: Limits;
  readonly timings: Timings;
  readonly models: ModelSettings;
};

/**
 * Parses an environment. Pure, but for `createSecret`, which runs only when nothing is wrong and no secret is given.
 * `dataDir` comes out absolute; `allowedOrigins` empty means the host that a request asks for.
 *
 * @throws ConfigError with every fault there is.
 */
export function loadConfig(env: Env, createSecret: (dataDir: string) => string = readOrCreateSecret): Config {
  const faults: string[] = [];
  const server = readEnvFields(serverFields, env, faults);
  const limits = readEnvFields(limitFields, env, faults);
  const timings = readEnvFields(timingFields, env, faults);
  const models = readEnvFields(modelFields, env, faults);
  faults.push(...findServerFaults(server));
  if (timings.heartbeatMs * 2 > timings.leaseMs) {
    faults.push('HOLDFAST_HEARTBEAT_MS must be at most half of HOLDFAST_LEASE_MS');
  }
  if (models.compatibleApiKey && !models.compatibleBaseUrl) {
    faults.push('OPENAI_COMPATIBLE_BASE_URL is missing: OPENAI_COMPATIBLE_API_KEY alone names no server');
  }
  if (faults.length > 0) throw new ConfigError(faults);

  const dataDir = resolve(server.dataDir);
  const allowedOrigins =
    server.allowedOrigins.length === 0 && server.publicUrl
      ? [new URL(server.publicUrl).origin]
      : server.allowedOrigins;
  return {
    ...server,
    dataDir,
    allowedOrigins,
    secret: server.secret ?? createSecret(dataDir),
    limits,
    timings,
    models,
  };
}

/** A secret may be made up only where its data directory is the one place that holds the data it protects. */
function findServerFaults({ environment, databaseUrl, secret }: ServerSettings): string[] {
  if (secret !== undefined) {
    const fault = findSecretFault(secret);
    return fault ? [`HOLDFAST_SECRET ${fault}`] : [];
  }
  const mustBeGiven = environment === 'production' && databaseUrl !== undefined;
  return mustBeGiven
    ? ['HOLDFAST_SECRET is missing: production with a DATABASE_URL of its own needs one']
    : [];
}
