import { expect, test, vi } from 'vitest';
import type { Admin } from '#app/_server/require-admin.ts';
import type { NewAuditEntry } from '#lib/auth/admin/audit-log.ts';
import { discardDraft, saveDraft } from './draft-actions.ts';

const stage = vi.hoisted(() => ({ written: [] as unknown[] }));
const saved = { files: {}, base: 'a', author: 'ben', savedAt: new Date(0) };
vi.mock('#app/_server/require-admin.ts', () => ({
  findAdmin: async (): Promise<Admin> => ({ userId: 'ada', name: 'Ada', loginId: 'a', isConfirmed: false }),
}));
vi.mock('#lib/auth/shared-admin.ts', () => ({
  requireAdminServices: () => ({
    audit: { write: async (entry: NewAuditEntry) => void stage.written.push(entry) },
  }),
}));
vi.mock('#lib/skills/shared-skills.ts', () => ({
  requireSkills: () => ({
    store: {
      discardDraft: async ({ expectedRevision }: { expectedRevision: number }) =>
        expectedRevision === 3 ? { status: 'discarded' } : { status: 'draft-conflict', current: undefined },
      findDraft: async () => ({ ...saved, revision: 4 }),
    },
    reads: { names: async () => new Map() },
  }),
}));

test('a draft that is thrown away is written down, as somebody may miss it; what was refused is not', async () => {
  await discardDraft({ name: 'kelp', expectedRevision: 2 });
  expect(stage.written).toEqual([]);
  await discardDraft({ name: 'kelp', expectedRevision: 3 });
  expect(stage.written).toEqual([
    {
      actor: { id: 'ada', name: 'Ada' },
      action: 'skill-draft-discard',
      subject: 'kelp',
      detail: { revision: 3 },
    },
  ]);
});

test.each(['../secrets', 'Kelp', 'kelp\0', ''])('"%s" is no name of a skill', async (name) => {
  const save = { name, files: { 'SKILL.md': '' }, base: null, expectedRevision: 0 };
  expect(await saveDraft(save)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
});
