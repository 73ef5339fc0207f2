/** Closes a switch over a union: a new member fails to compile here, and fails loudly if it comes at run time. */
export function assertNever(value: never): never {
  throw new Error(`cannot handle value: it is outside its type: ${JSON.stringify(value)}`);
}

/** A condition that the code around it guarantees. A failure is a bug here, never bad input. */
export function invariant(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${why}`);
}
