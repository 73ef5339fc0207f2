import { createHash } from 'node:crypto';
import type { JSONSchema7 } from 'ai';
import { toCanonicalJson } from '#lib/base/canonical-json.ts';
import { compileSchema } from '../tools/input-check.ts';
import type { McpDefinition } from './mcp-definition.ts';
import { findSchemaFault } from './schema-faults.ts';

const MAX_DEFINITION_BYTES = 64_000;
const MAX_KNOWN = 1_000;

export type Judgement =
  | { readonly status: 'refused'; readonly why: string }
  | {
      readonly status: 'usable';
      /** sha256 of the definition: equal for definitions that say the same. */
      readonly fingerprint: string;
      /** The schema that inputs are checked by. */
      readonly inputSchema: JSONSchema7;
    };

/** What a definition is called by; equal for definitions that say the same. Cheap, unlike finding out whether its schema works. */
export type Identity =
  | { readonly status: 'refused'; readonly why: string }
  | { readonly status: 'known'; readonly fingerprint: string };

/** Each tool is judged alone: what one server or tool sends takes nothing from others. [X59] */
export function identifyDefinition(definition: McpDefinition): Identity {
  const why = findFault(definition);
  if (why) return { status: 'refused', why };
  const fingerprint = createHash('sha256').update(toCanonicalJson(definition)).digest('hex');
  return { status: 'known', fingerprint };
}

/** Says which definitions can be offered at all, whoever accepted them. Remembers, for compiling a schema takes long. */
export class DefinitionJudge {
  readonly #known = new Map<string, Judgement>();

  judge(definition: McpDefinition): Judgement {
    const identity = identifyDefinition(definition);
    if (identity.status === 'refused') return identity;
    const { fingerprint } = identity;
    const known = this.#known.get(fingerprint);
    if (known) return known;
    const judgement = compile(definition, fingerprint);
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(fingerprint, judgement);
    return judgement;
  }
}

function findFault(definition: McpDefinition): string | undefined {
  if (!/^[\w./-]{1,128}$/.test(definition.name))
    return 'its name is not made of 1 to 128 letters, digits, _, -, . and /';
  // First what bounds the depth, so that what follows can go through all of it.
  const fault = findSchemaFault(definition.inputSchema);
  if (fault) return fault;
  if (Buffer.byteLength(JSON.stringify(definition)) > MAX_DEFINITION_BYTES)
    return `it is described in more than ${MAX_DEFINITION_BYTES} bytes`;
  return undefined;
}

function compile(definition: McpDefinition, fingerprint: string): Judgement {
  // Cast: an object, as was looked at before. Whether it is a schema is what is found out here.
  const inputSchema = withoutPatterns({ type: 'object', ...definition.inputSchema }) as JSONSchema7;
  try {
    compileSchema(inputSchema);
    return { status: 'usable', fingerprint, inputSchema };
  } catch {
    return { status: 'refused', why: 'its input schema is not valid' };
  }
}

/**
 * Without `pattern`: a stranger's regular expression could take minutes for an input that the model made, and with it the
 * whole process. The server checks its inputs itself.
 */
function withoutPatterns(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutPatterns);
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => key !== 'pattern' || typeof value !== 'string')
      .map(([key, value]) => [key, withoutPatterns(value)]),
  );
}
