import { beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '#lib/protocol/error.ts';
import { z } from 'zod';
import { adminAction, confirmedAdminAction } from './admin-action.ts';
import { findAdmin, type Admin } from './require-admin.ts';

vi.mock('./require-admin.ts', () => ({ findAdmin: vi.fn<typeof findAdmin>() }));
const logged = vi.hoisted(() => ({ lines: [] as unknown[] }));
vi.mock('#lib/config/app-logger.ts', () => ({
  appLogger: () => ({ error: (...line: unknown[]) => void logged.lines.push(line) }),
}));

const ada: Admin = { userId: 'ada', name: 'Ada', loginId: 'login', isConfirmed: true };
beforeEach(() => {
  logged.lines = [];
});

function beAsked(by: Admin | undefined): void {
  vi.mocked(findAdmin).mockResolvedValue(by);
}

test.each([adminAction, confirmedAdminAction])(
  '[X25] %o tells whoever is no admin that there is nothing',
  async (act) => {
    beAsked(undefined);
    const work = vi.fn<() => Promise<void>>();
    expect(await act(work)).toEqual({
      ok: false,
      error: { code: 'not-found', message: 'There is nothing here.' },
    });
    expect(work).not.toHaveBeenCalled();
  },
);

test('an admin gets what was worked out, also when that is nothing', async () => {
  beAsked({ ...ada, isConfirmed: false });
  expect(await adminAction(async ({ name }) => `for ${name}`)).toEqual({ ok: true, value: 'for Ada' });
  expect(await adminAction(async () => undefined)).toEqual({ ok: true, value: undefined });
});

test('what needs the password does not begin before it was typed', async () => {
  beAsked({ ...ada, isConfirmed: false });
  const work = vi.fn<() => Promise<string>>(async () => 'done');
  expect(await confirmedAdminAction(work)).toMatchObject({ ok: false, error: { code: 'confirm-password' } });
  expect(work).not.toHaveBeenCalled();
  beAsked(ada);
  expect(await confirmedAdminAction(work)).toEqual({ ok: true, value: 'done' });
});

test('a refusal is told, and is no fault for the log', async () => {
  beAsked(ada);
  const refused = await adminAction(() =>
    Promise.reject(new AppError('conflict', 'cannot save: it was changed')),
  );
  const nonsense = await adminAction(async () => z.string().parse(7));
  expect({ refused, nonsense, logged: logged.lines }).toEqual({
    refused: { ok: false, error: { code: 'conflict', message: 'cannot save: it was changed' } },
    nonsense: { ok: false, error: { code: 'invalid-input', message: 'That is not something to send.' } },
    logged: [],
  });
});

test('a fault is logged, and nothing of it is told', async () => {
  beAsked(ada);
  const result = await adminAction(() => Promise.reject(new Error('password of the database is x')));
  expect(result).toEqual({
    ok: false,
    error: { code: 'internal', message: 'That did not work: something broke on the server.' },
  });
  expect(logged.lines).toHaveLength(1);
});
