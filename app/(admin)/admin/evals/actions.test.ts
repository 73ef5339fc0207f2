import { expect, test, vi } from 'vitest';
import type { Admin } from '#app/_server/require-admin.ts';
import type { NewAuditEntry } from '#lib/auth/admin/audit-log.ts';
import { createId } from '#lib/base/ids.ts';
import { cancelEvals } from './actions.ts';

const stage = vi.hoisted(() => ({ openRunId: '', written: [] as unknown[] }));
vi.mock('#app/_server/require-admin.ts', () => ({
  findAdmin: async (): Promise<Admin> => ({ userId: 'ada', name: 'Ada', loginId: 'a', isConfirmed: false }),
}));
vi.mock('#lib/auth/shared-admin.ts', () => ({
  requireAdminServices: () => ({
    audit: { write: async (entry: NewAuditEntry) => void stage.written.push(entry) },
  }),
}));
vi.mock('#lib/evals/read/shared-evals.ts', () => ({
  requireEvals: () => ({ cancel: async (evalRunId: string) => evalRunId === stage.openRunId }),
}));

test('a cancel is written down, with who wanted it; of what is over, or never was, nothing was done', async () => {
  const [open, over] = [createId(), createId()];
  stage.openRunId = open;
  expect([await cancelEvals(open), await cancelEvals(over)]).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  expect(stage.written).toEqual([
    { actor: { id: 'ada', name: 'Ada' }, action: 'evals-cancel', subject: open },
  ]);
});
