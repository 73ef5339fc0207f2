import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { TestAuth, userIdOf } from '../testing/test-auth.ts';
import { PasswordConfirmation } from './password-confirmation.ts';

let database: TestDatabase;
let server: TestAuth;
let confirmation: PasswordConfirmation;
let person: { cookie: string; loginId: string };

const password = 'a-long-enough-password';
const MINUTE_MS = 60_000;

beforeAll(async () => {
  database = await createTestDatabase();
  server = new TestAuth(database.prisma, { HOLDFAST_SIGN_INS_PER_MINUTE: '1000' });
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { auth, logins } = server;
  confirmation = new PasswordConfirmation({ auth, logins, db: database.prisma, maxWrongPasswords: 3 });
  const email = `${crypto.randomUUID()}@test.invalid`;
  const reply = await server.call('/sign-up/email', { body: { name: 'Ada', email, password } });
  const login = await database.prisma.login.findFirstOrThrow({ where: { userId: userIdOf(reply) } });
  person = { cookie: reply.cookie, loginId: login.id };
});

const confirm = (typed: string) => confirmation.confirm(new Headers({ cookie: person.cookie }), typed);

test('the right password confirms this login', async () => {
  expect(await confirmation.isConfirmed(person.loginId)).toBe(false);
  expect(await confirm(password)).toBe(true);
  expect(await confirmation.isConfirmed(person.loginId)).toBe(true);
});

test('it confirms no other login of the same person', async () => {
  await confirm(password);
  const { userId } = await database.prisma.login.findUniqueOrThrow({ where: { id: person.loginId } });
  const other = await database.prisma.login.create({
    data: { id: 'other', token: crypto.randomUUID(), userId, expiresAt: new Date(Date.now() + MINUTE_MS) },
  });
  expect(await confirmation.isConfirmed(other.id)).toBe(false);
});

test('after fifteen minutes it is asked for again', async () => {
  await confirm(password);
  const setAge = (ageMs: number) =>
    database.prisma.login.update({
      where: { id: person.loginId },
      data: { confirmedAt: new Date(Date.now() - ageMs) },
    });
  await setAge(14 * MINUTE_MS);
  expect(await confirmation.isConfirmed(person.loginId)).toBe(true);
  await setAge(15 * MINUTE_MS + 1_000);
  expect(await confirmation.isConfirmed(person.loginId)).toBe(false);
});

test('a wrong password confirms nothing, and after three the right one has to wait', async () => {
  expect([await confirm('wrong'), await confirm('wrong'), await confirm('wrong')]).toEqual([
    false,
    false,
    false,
  ]);
  await expect(confirm(password)).rejects.toMatchObject({ code: 'rate-limited' });
  expect(await confirmation.isConfirmed(person.loginId)).toBe(false);
});

test('a right password forgets the wrong ones before it', async () => {
  for (const typed of ['wrong', 'wrong', password, 'wrong', 'wrong']) await confirm(typed);
  expect(await confirm(password)).toBe(true);
});

test('a guest has no password to confirm by, and nobody has none either', async () => {
  const guest = await server.signInGuest();
  expect(await confirmation.confirm(new Headers({ cookie: guest.cookie }), '')).toBe(false);
  await expect(confirmation.confirm(new Headers(), password)).rejects.toMatchObject({ code: 'unauthorized' });
});
