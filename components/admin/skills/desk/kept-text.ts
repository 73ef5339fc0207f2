import type { Files, SavedText } from '../skill-view.ts';

/** Text that was not saved. */
export interface KeptText {
  readonly files: Files;
  readonly at: string;
}

/** What it was written over. */
type Beginning = Pick<SavedText, 'revision' | 'base'>;

/**
 * Text that was not saved yet, in this browser: by skill and by what it was written over, so that what comes back after a
 * reload is never taken for a change of something newer.
 */
export class KeptTexts {
  readonly #storage: Storage;
  readonly #prefix: string;

  constructor({ storage, skillName }: { storage: Storage; skillName: string }) {
    this.#storage = storage;
    this.#prefix = `holdfast-skill:${skillName}:`;
  }

  /** False where the browser has no room for it. */
  keep(over: Beginning, files: Files, at: string): boolean {
    try {
      this.#storage.setItem(this.#toKey(over), JSON.stringify({ files, at }));
      return true;
    } catch {
      return false;
    }
  }

  forget(over: Beginning): void {
    this.#storage.removeItem(this.#toKey(over));
  }

  /** What was written last, and whether it was over this or over something else. */
  find(now: Beginning): (KeptText & { readonly isOverThis: boolean }) | undefined {
    return this.#keys()
      .flatMap((key) => {
        const kept = toKeptText(this.#storage.getItem(key));
        return kept ? [{ ...kept, isOverThis: key === this.#toKey(now) }] : [];
      })
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  }

  forgetAll(): void {
    for (const key of this.#keys()) this.#storage.removeItem(key);
  }

  #toKey({ revision, base }: Beginning): string {
    return `${this.#prefix}${revision}:${base?.slice(0, 12) ?? ''}`;
  }

  #keys(): string[] {
    const keys = Array.from({ length: this.#storage.length }, (_, index) => this.#storage.key(index));
    return keys.filter((key): key is string => key?.startsWith(this.#prefix) === true);
  }
}

/** Undefined for what this code did not write. */
function toKeptText(json: string | null): KeptText | undefined {
  try {
    const kept: unknown = JSON.parse(json ?? '');
    return isKeptText(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isKeptText(value: unknown): value is KeptText {
  if (typeof value !== 'object' || value === null || !('files' in value) || !('at' in value)) return false;
  const { files, at } = value;
  if (typeof files !== 'object' || files === null || typeof at !== 'string') return false;
  return Object.values(files).every((text) => typeof text === 'string');
}
