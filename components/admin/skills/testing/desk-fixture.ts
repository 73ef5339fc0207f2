import { DraftDesk } from '../desk/draft-desk.ts';
import { KeptTexts } from '../desk/kept-text.ts';
import type { Files, SavedText, SaveOutcome, SkillLimits } from '../skill-view.ts';

export const limits: SkillLimits = {
  fileChars: 1_000,
  bodyTokens: 5_000,
  references: 2,
  requestBytes: 8_000,
};

export const saved = (text: string, revision = 0, base = 'aaa'): SavedText => ({
  files: { 'SKILL.md': text },
  revision,
  base,
  author: revision === 0 ? null : 'Ann',
  savedAt: revision === 0 ? null : '2026-01-01T10:00:00.000Z',
});

/** As a browser has it, with as much room as is said. */
export function createStorage(room = Infinity): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      items.set(key, value);
    },
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

/** A store of one draft, as the server keeps it; pages on it save like admins. */
export class DraftServer {
  text: SavedText;
  saves = 0;

  constructor(text: SavedText) {
    this.text = text;
  }

  save(files: Files, base: string | null, expectedRevision: number, author: string): SaveOutcome {
    if (this.text.revision !== expectedRevision) return { status: 'conflict', theirs: this.text };
    if (files['SKILL.md']?.includes('\0'))
      return { status: 'refused', why: 'SKILL.md has characters that are no text' };
    this.saves++;
    const savedAt = '2026-01-01T11:00:00.000Z';
    this.text = { files, base, revision: this.text.revision + 1, author, savedAt };
    return { status: 'saved', text: this.text };
  }

  openPage(author: string, storage: Storage = createStorage()): DraftDesk {
    const desk = new DraftDesk({
      name: 'kelp',
      text: this.text,
      limits,
      now: () => '2026-01-01T12:00:00.000Z',
      actions: {
        lint: async () => ({ ok: true, value: [] }),
        save: async ({ files, base, expectedRevision }) => ({
          ok: true,
          value: this.save(files, base, expectedRevision, author),
        }),
        discard: async () => ({ ok: true, value: { status: 'saved', text: this.text } }),
      },
    });
    desk.start(new KeptTexts({ storage, skillName: 'kelp' }));
    return desk;
  }
}
