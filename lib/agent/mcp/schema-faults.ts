const MAX_DEPTH = 40;
/** With what its references lead to, each time: inputs are checked that often, and eight levels of six are a million. */
const MAX_NODES = 10_000;

/** Keywords that lead out of the schema, or to places that are known only while it is applied. */
const refusedKeywords: ReadonlySet<string> = new Set([
  '$dynamicRef',
  '$recursiveRef',
  // Regular expressions of a stranger, run on every name of a property.
  'patternProperties',
]);

/**
 * Why a JSON schema that a server sent can't be used, or undefined. A reference may only lead within the schema, and not
 * round in a circle: not every provider of models survives that. Guarantee: ends, for whatever
 * JSON it is given, without looking deeper than it allows. [X59]
 */
export function findSchemaFault(schema: Readonly<Record<string, unknown>>): string | undefined {
  if (schema['type'] !== undefined && schema['type'] !== 'object') return 'its input is not an object';
  return new SchemaWalk(schema).findFault();
}

class SchemaWalk {
  readonly #root: unknown;
  readonly #following = new Set<string>();
  #nodes = 0;

  constructor(root: unknown) {
    this.#root = root;
  }

  findFault(node: unknown = this.#root, depth = 0): string | undefined {
    if (node === null || typeof node !== 'object') return undefined;
    if (depth > MAX_DEPTH) return `its input schema is nested deeper than ${MAX_DEPTH} levels`;
    if (++this.#nodes > MAX_NODES) return `its input schema has more than ${MAX_NODES} parts`;
    for (const [key, value] of Object.entries(node)) {
      if (refusedKeywords.has(key) && !Array.isArray(node)) return `its input schema uses ${key}`;
      // Below it references would lead from there, and not to where they are looked for here.
      if (key === '$id' && typeof value === 'string' && node !== this.#root)
        return 'its input schema holds another one with an $id';
      const fault =
        key === '$ref' && typeof value === 'string'
          ? this.#follow(value, depth)
          : this.findFault(value, depth + 1);
      if (fault) return fault;
    }
    return undefined;
  }

  #follow(ref: string, depth: number): string | undefined {
    if (!ref.startsWith('#')) return 'its input schema refers to another document';
    if (this.#following.has(ref)) return 'its input schema refers to itself';
    const target = this.#find(ref);
    if (target === undefined) return `its input schema refers to ${ref.slice(0, 80)}, which is not there`;
    this.#following.add(ref);
    const fault = this.findFault(target, depth + 1);
    this.#following.delete(ref);
    return fault;
  }

  /** By JSON pointer, RFC 6901. Names of anchors are not looked for, so a reference to one is refused. */
  #find(ref: string): unknown {
    const steps = decode(ref.slice(1)).split('/').slice(1);
    let node: unknown = ref === '#' || ref.startsWith('#/') ? this.#root : undefined;
    for (const step of steps) {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      if (node === null || typeof node !== 'object' || !Object.hasOwn(node, key)) return undefined;
      // Cast: what has own properties can be asked for one.
      node = (node as Record<string, unknown>)[key];
    }
    return node;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
