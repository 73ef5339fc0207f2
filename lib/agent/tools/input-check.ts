import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JSONSchema7 } from 'ai';
import { withinTime } from './within-time.ts';

// Schemas come from other servers too: unknown words and formats are passed over, and no schema sees another one.
const options = { strict: false, validateFormats: false, addUsedSchema: false, logger: false } as const;

/** To compile a schema takes milliseconds, and every lease of a run brings the same ones: by their JSON, oldest first. */
const compiled = new Map<string, ValidateFunction>();
const MAX_COMPILED = 500;

/** Schemas of strangers can be made to take hours, for an input of some bytes. */
const MAX_CHECK_MS = 1_000;
const MAX_COMPILE_MS = 5_000;

/** Why an input does not fit a tool's schema, as a model can read it; undefined when it does. Throws when it can't be told in time. */
export function findInputFault(schema: JSONSchema7, input: unknown): string | undefined {
  const check = compileSchema(schema);
  if (withinTime(MAX_CHECK_MS, () => check(input))) return undefined;
  const [error] = check.errors ?? [];
  return `${error?.instancePath || 'the input'} ${error?.message ?? 'is not as it should be'}`;
}

/** Throws when it is no schema. */
export function compileSchema(schema: JSONSchema7): ValidateFunction {
  const key = JSON.stringify(schema);
  const check = compiled.get(key) ?? compile(schema);
  compiled.delete(key);
  compiled.set(key, check);
  const oldest = compiled.keys().next().value;
  if (compiled.size > MAX_COMPILED && oldest !== undefined) compiled.delete(oldest);
  return check;
}

function compile(schema: JSONSchema7): ValidateFunction {
  const is2020 = schema.$schema?.includes('2020-12') ?? false;
  return withinTime(MAX_COMPILE_MS, () => (is2020 ? new Ajv2020(options) : new Ajv(options)).compile(schema));
}
