/** Small texts that survive a reload. Never throws. */
export interface TextStorage {
  get(key: string): string | null;
  /** Null removes it. */
  set(key: string, text: string | null): void;
}

export function createMemoryTexts(): TextStorage {
  const texts = new Map<string, string>();
  return {
    get: (key) => texts.get(key) ?? null,
    set(key, text) {
      if (text === null) texts.delete(key);
      else texts.set(key, text);
    },
  };
}

/** Best effort: what the browser refuses, in a private window or when full, is kept for as long as the page lives. */
export function createBrowserTexts(storage: () => Storage): TextStorage {
  const memory = createMemoryTexts();
  return {
    get(key) {
      const kept = memory.get(key);
      if (kept !== null) return kept;
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    set(key, text) {
      memory.set(key, null);
      try {
        if (text === null) storage().removeItem(key);
        else storage().setItem(key, text);
      } catch {
        memory.set(key, text);
      }
    },
  };
}
