import { z } from 'zod';

export type Env = Readonly<Record<string, string | undefined>>;

/** One setting: the variable that carries it, what it may be, and what holds when it is absent or empty. */
export type EnvField<T> = { readonly variable: string; readonly schema: z.ZodType<T>; readonly fallback: T };

type EnvFields = Readonly<Record<string, EnvField<unknown>>>;

export type EnvValues<Fields extends EnvFields> = {
  readonly [Key in keyof Fields]: Fields[Key] extends EnvField<infer T> ? T : never;
};

/** Reads a group of settings. What is wrong is added to `faults`, so that the caller reports everything at once. */
export function readEnvFields<Fields extends EnvFields>(
  fields: Fields,
  env: Env,
  faults: string[],
): EnvValues<Fields> {
  const entries = Object.entries(fields).map(([key, { variable, schema, fallback }]) => {
    const text = env[variable]?.trim();
    if (!text) return [key, fallback];
    const result = schema.safeParse(text);
    if (result.success) return [key, result.data];
    faults.push(...result.error.issues.map((issue) => `${variable} ${issue.message}`));
    return [key, fallback];
  });
  // Cast: every key is kept, with a value from that key's own schema or fallback.
  return Object.fromEntries(entries) as EnvValues<Fields>;
}

function wholeNumber(min: number, max: number, unit: string): z.ZodType<number> {
  const message = `must be ${unit} from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message));
}

export function countField(variable: string, fallback: number, min = 1): EnvField<number> {
  return { variable, schema: wholeNumber(min, 1_000_000_000, 'a whole number'), fallback };
}

/** US dollars. Zero allows nothing that costs anything. */
export function dollarField(variable: string, fallback: number): EnvField<number> {
  const message = 'must be US dollars, such as 2 or 0.5, up to 1000000';
  const schema = z
    .string()
    .regex(/^\d{1,7}(?:\.\d{1,6})?$/, message)
    .transform(Number)
    .pipe(z.number().max(1_000_000, message));
  return { variable, schema, fallback };
}

/** Milliseconds, up to a day. */
export function durationField(variable: string, fallback: number): EnvField<number> {
  return { variable, schema: wholeNumber(1, 86_400_000, 'a whole number of milliseconds'), fallback };
}

export function portField(variable: string, fallback: number): EnvField<number> {
  return { variable, schema: wholeNumber(0, 65_535, 'a port number'), fallback };
}

export function textField(variable: string, fallback: string): EnvField<string> {
  return { variable, schema: z.string(), fallback };
}

export function optionalTextField(variable: string): EnvField<string | undefined> {
  return { variable, schema: z.string(), fallback: undefined };
}

export function choiceField<const T extends string>(
  variable: string,
  choices: readonly T[],
  fallback: NoInfer<T>,
): EnvField<T> {
  return { variable, schema: z.enum(choices, { error: `must be one of: ${choices.join(', ')}` }), fallback };
}

const httpUrlSchema = z
  .string()
  .refine(
    (text) => /^https?:\/\//.test(text) && URL.canParse(text),
    'must be a URL with http:// or https://',
  );

export function urlField(variable: string): EnvField<string | undefined> {
  return { variable, schema: httpUrlSchema, fallback: undefined };
}

/** A comma-separated list of origins, kept in the form that browsers send. */
export function originsField(variable: string): EnvField<readonly string[]> {
  const originSchema = httpUrlSchema.transform((url) => new URL(url).origin);
  const listSchema = z.string().transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );
  return { variable, schema: listSchema.pipe(z.array(originSchema)), fallback: [] };
}

export function databaseUrlField(variable: string): EnvField<string | undefined> {
  const schema = z
    .string()
    .refine(
      (text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text),
      'must be a URL with postgresql://',
    );
  return { variable, schema, fallback: undefined };
}

const price = z.number().nonnegative();
const pricesSchema = z.record(
  z.string(),
  z.strictObject({ input: price, output: price, cachedInput: price.optional() }),
);
/** US dollars per million tokens, by `provider:model`. */
export type ModelPrices = z.infer<typeof pricesSchema>;

/** JSON: `{"openai:gpt-5":{"input":1.25,"cachedInput":0.125,"output":10}}`. */
export function pricesField(variable: string): EnvField<ModelPrices | undefined> {
  const message = 'must be JSON such as {"openai:gpt-5":{"input":1.25,"output":10}}';
  const schema = z.string().transform((text, context) => {
    const prices = pricesSchema.safeParse(parseJson(text));
    if (prices.success) return prices.data;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
  return { variable, schema, fallback: undefined };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
