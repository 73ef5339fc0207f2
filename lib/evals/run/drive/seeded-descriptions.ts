import type { SandboxDescription } from '#lib/workbench/sandbox/sandbox-description.ts';
import type { Sandbox } from '#lib/workbench/sandbox/sandbox.ts';

/** What a fresh sandbox holds after a seed. Looked at once per seed: making a database takes longer than all the rest. */
export class SeededDescriptions {
  readonly #bySeed = new Map<string, Promise<SandboxDescription>>();

  find(seed: string, openSeeded: () => Promise<Sandbox>): Promise<SandboxDescription> {
    const known = this.#bySeed.get(seed);
    if (known) return known;
    const looking = openSeeded().then((sandbox) => sandbox.describe());
    this.#bySeed.set(seed, looking);
    looking.catch(() => this.#bySeed.delete(seed));
    return looking;
  }
}
