import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { type Config, loadConfig } from './env.ts';
import type { Env } from './env-field.ts';
import { limitFields } from './limit-fields.ts';
import { modelFields } from './model-fields.ts';
import { EXAMPLE_SECRET } from './secrets.ts';
import { serverFields } from './server-fields.ts';
import { timingFields } from './timing-fields.ts';

const secret = 'a'.repeat(32);
const load = (env: Env): Config => loadConfig(env, () => 'created');

function findFaults(env: Env): readonly string[] {
  try {
    load(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

test('an empty environment is a complete configuration', () => {
  const { limits, timings, models, ...server } = load({});
  expect(server).toEqual({
    environment: 'development',
    port: 3000,
    dataDir: resolve('.data'),
    databaseUrl: undefined,
    role: 'all',
    publicUrl: undefined,
    allowedOrigins: [],
    trustedProxyHops: 0,
    longPolling: 'off',
    secret: 'created',
    workbench: 'on',
    workbenchDatabaseUrl: undefined,
    skill: 'workbench',
    logLevel: 'info',
  });
  expect([limits.socketsPerUser, timings.leaseMs, models.demoModelPort]).toEqual([10, 8000, 0]);
});

test('an empty value counts as absent', () => {
  expect(load({ PORT: ' ', DATABASE_URL: '', OPENAI_API_KEY: '' })).toEqual(load({}));
});

test('all faults are reported at once, by the name of their variable', () => {
  const env = {
    PORT: '99999',
    ROLE: 'boss',
    DATABASE_URL: 'mysql://x',
    HOLDFAST_LEASE_MS: '8s',
    HOLDFAST_SECRET: 'short',
  };
  expect(findFaults(env)).toEqual([
    'PORT must be a port number from 0 to 65535',
    'DATABASE_URL must be a URL with postgresql://',
    'ROLE must be one of: all, web, worker',
    'HOLDFAST_LEASE_MS must be a whole number of milliseconds from 1 to 86400000',
    'HOLDFAST_SECRET must have at least 32 bytes',
  ]);
});

test('a production build without any configuration makes up its secret', () => {
  expect(load({ NODE_ENV: 'production' }).secret).toBe('created');
});

test('production with its own database needs a secret that is not the example', () => {
  const env = { NODE_ENV: 'production', DATABASE_URL: 'postgresql://db/holdfast' };
  expect(findFaults(env)).toEqual([
    'HOLDFAST_SECRET is missing: production with a DATABASE_URL of its own needs one',
  ]);
  expect(findFaults({ ...env, HOLDFAST_SECRET: EXAMPLE_SECRET })).toEqual([
    'HOLDFAST_SECRET still has the value of .env.example',
  ]);
  expect(load({ ...env, HOLDFAST_SECRET: secret }).secret).toBe(secret);
});

test('prices are JSON per million tokens, and amounts are dollars', () => {
  const prices = '{"demo:coral":{"input":1,"cachedInput":0.1,"output":5}}';
  const { models, limits } = load({ HOLDFAST_MODEL_PRICES: prices, HOLDFAST_RUN_COST_USD: '0.25' });
  expect([models.modelPrices, limits.runCostUsd]).toEqual([JSON.parse(prices), 0.25]);
  const faults = [
    findFaults({ HOLDFAST_MODEL_PRICES: '{"demo:coral":{"input":"1"}}', HOLDFAST_RUN_COST_USD: '-1' }),
    findFaults({ HOLDFAST_MODEL_PRICES: 'free' }),
  ];
  const notPrices = 'HOLDFAST_MODEL_PRICES must be JSON such as {"openai:gpt-5":{"input":1.25,"output":10}}';
  const notDollars = 'HOLDFAST_RUN_COST_USD must be US dollars, such as 2 or 0.5, up to 1000000';
  expect(faults).toEqual([[notDollars, notPrices], [notPrices]]);
});

test('a secret is not made up when something else is wrong', () => {
  const create = (): string => {
    throw new Error('created');
  };
  expect(() => loadConfig({ PORT: 'x' }, create)).toThrow(ConfigError);
});

test('browsers may come from PUBLIC_URL, or from the origins that are listed instead', () => {
  const publicUrl = 'https://chat.example.com/';
  expect(load({ PUBLIC_URL: publicUrl }).allowedOrigins).toEqual(['https://chat.example.com']);
  const listed = 'https://a.example.com, https://b.example.com:8443/path';
  expect(load({ PUBLIC_URL: publicUrl, ALLOWED_ORIGINS: listed }).allowedOrigins).toEqual([
    'https://a.example.com',
    'https://b.example.com:8443',
  ]);
});

test('a heartbeat that could miss the lease is refused', () => {
  expect(findFaults({ HOLDFAST_LEASE_MS: '1000', HOLDFAST_HEARTBEAT_MS: '600' })).toEqual([
    'HOLDFAST_HEARTBEAT_MS must be at most half of HOLDFAST_LEASE_MS',
  ]);
});

test('the plain text of faults is one line each, with no values', () => {
  const error = new ConfigError(['PORT must be a port number', 'ROLE must be one of: all, web, worker']);
  expect(error.toPlainText().split('\n')).toEqual([
    '2 settings are wrong:',
    '  - PORT must be a port number',
    '  - ROLE must be one of: all, web, worker',
    'Every setting is described in .env.example.',
  ]);
});

test('.env.example lists every setting with its default, and no other', () => {
  const fields = Object.values({ ...serverFields, ...limitFields, ...timingFields, ...modelFields });
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const listed = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
  const expected = fields.map(({ variable, fallback }) => [
    variable,
    variable === 'HOLDFAST_SECRET' ? EXAMPLE_SECRET : String(fallback ?? ''),
  ]);
  expect(listed).toEqual(expected);
});
