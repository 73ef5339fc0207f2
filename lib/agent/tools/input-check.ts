import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JSONSchema7 } from 'ai';

// Schemas come from other servers too: unknown words and formats are passed over, and no schema sees another one.
const options = { strict: false, validateFormats: false, addUsedSchema: false, logger: false } as const;
const checked = new WeakMap<JSONSchema7, ValidateFunction>();

/** Why an input does not fit a tool's schema, as a model can read it; undefined when it does. */
export function findInputFault(schema: JSONSchema7, input: unknown): string | undefined {
  const check = compileSchema(schema);
  if (check(input)) return undefined;
  const [error] = check.errors ?? [];
  return `${error?.instancePath || 'the input'} ${error?.message ?? 'is not as it should be'}`;
}

/** Throws when it is no schema. */
export function compileSchema(schema: JSONSchema7): ValidateFunction {
  const known = checked.get(schema);
  if (known) return known;
  const is2020 = schema.$schema?.includes('2020-12') ?? false;
  const check = (is2020 ? new Ajv2020(options) : new Ajv(options)).compile(schema);
  checked.set(schema, check);
  return check;
}
