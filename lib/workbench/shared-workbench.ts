import type { SandboxDescription } from './sandbox/sandbox-description.ts';

/** What pages may ask of the Workbench. Who may see a session is theirs to decide. */
export interface SharedWorkbench {
  /** With the first rows of each table. Null: the session has no sandbox yet, and none is made for a look. */
  describe(sessionId: string): Promise<SandboxDescription | null>;
}

const bus = Symbol.for('holdfast');
// Cast: this symbol is ours; every layer adds its own key to the object behind it (docs/decisions).
const world = globalThis as { [bus]?: { workbench?: SharedWorkbench } };

export function shareWorkbench(workbench: SharedWorkbench): void {
  world[bus] = { ...world[bus], workbench };
}

/** Undefined where the Workbench is switched off. */
export function findWorkbench(): SharedWorkbench | undefined {
  return world[bus]?.workbench;
}
