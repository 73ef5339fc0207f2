import { expect, test } from 'vitest';
import type { TestDatabase } from '#lib/db/testing/test-database.ts';
import { skillFiles } from '#lib/skills/testing/skill-fixture.ts';
import { withTwoStores } from '#lib/skills/testing/two-stores.ts';
import type { SkillStore } from '#lib/skills/versions/skill-store.ts';
import type { GateVerdict } from '#lib/evals/model/gate.ts';
import { publishVersion } from './publish-version.ts';

let database: TestDatabase;
let ann: SkillStore;
let ben: SkillStore;
withTwoStores((opened) => ({ database, one: ann, two: ben } = opened));

const skillName = 'kelp';
const byAnn = { skillName, expected: 0, author: { id: 'ann-id', name: 'Ann' }, why: 'It is better.' };
const byBen = { ...byAnn, author: { id: 'ben-id', name: 'Ben' }, why: 'Mine is.' };

const open = async (): Promise<GateVerdict> => ({ status: 'open', evalRunId: 'run-1', notes: [] });
const reasons = [{ code: 'not-run', message: 'It was never tried.', about: [] }] as const;
const closed = async (): Promise<GateVerdict> => ({ status: 'closed', evalRunId: null, reasons, notes: [] });

async function add(rule: string): Promise<string> {
  const created = await ann.createVersion({ skillName, files: skillFiles(rule), author: 'ann-id', note: '' });
  if (created.status === 'refused') throw new Error(JSON.stringify(created.findings));
  return created.version.hash;
}

const inUse = async () => (await ann.findLabel(skillName, 'production'))?.hash;

const readAudit = () =>
  database.prisma.auditEntry.findMany({
    where: { subject: { startsWith: skillName } },
    omit: { id: true, at: true },
    orderBy: { id: 'desc' },
    take: 1,
  });

test('an open gate lets a version into production, with an entry in the audit log', async () => {
  const hash = await add('Say one.');
  const published = await publishVersion({ store: ann, gate: open }, { ...byAnn, hash });
  expect(published).toEqual({ status: 'published', labelRevision: 1, isOverridden: false });
  expect(await inUse()).toBe(hash);
  expect(await readAudit()).toEqual([
    {
      actorId: 'ann-id',
      actorName: 'Ann',
      action: 'skill-publish',
      subject: `kelp@${hash.slice(0, 12)}`,
      ownerId: null,
      detail: { label: 'production', number: 1, from: null, why: 'It is better.', evalRunId: 'run-1' },
    },
  ]);
});

test('[X67] a version without evals stays out, and gets in by a written reason that is kept in both places', async () => {
  const hash = await add('Say two.');
  const services = { store: ann, gate: closed };
  expect(await publishVersion(services, { ...byAnn, hash })).toEqual({ status: 'gate-closed', reasons });
  expect(await publishVersion(services, { ...byAnn, hash, override: '  because ' })).toEqual({
    status: 'no-reason',
  });
  expect([await inUse(), await ann.listMoves(skillName)]).toEqual([undefined, []]);

  const override = 'Customers wait for it.';
  const published = await publishVersion(services, { ...byAnn, hash, override });
  expect(published).toEqual({ status: 'published', labelRevision: 1, isOverridden: true });
  const why = 'It is better.\nThe gate was closed (not-run): Customers wait for it.';
  expect(await ann.listMoves(skillName)).toMatchObject([{ toHash: hash, author: 'ann-id', why }]);
  expect(await readAudit()).toMatchObject([
    {
      action: 'skill-publish-override',
      actorName: 'Ann',
      detail: { override, reasons, evalRunId: null, why },
    },
  ]);
});

test('an override says nothing where the gate is open', async () => {
  const hash = await add('Say three.');
  const override = 'Just in case it is closed.';
  expect(await publishVersion({ store: ann, gate: open }, { ...byAnn, hash, override })).toMatchObject({
    isOverridden: false,
  });
  expect(await ann.listMoves(skillName)).toMatchObject([{ why: 'It is better.' }]);
});

test('[X67] of two admins who publish at once one is told what the other did, and one entry is written', async () => {
  const [mine, yours] = [await add('Say mine.'), await add('Say yours.')];
  const before = await database.prisma.auditEntry.count();
  const results = await Promise.all([
    publishVersion({ store: ann, gate: open }, { ...byAnn, hash: mine }),
    publishVersion({ store: ben, gate: open }, { ...byBen, hash: yours }),
  ]);
  const hash = await inUse();
  const [winner, loser] = hash === mine ? results : results.toReversed();
  expect(winner).toEqual({ status: 'published', labelRevision: 1, isOverridden: false });
  expect(loser).toMatchObject({ status: 'conflict', current: { hash, revision: 1 }, move: { toHash: hash } });
  expect(await database.prisma.auditEntry.count()).toBe(before + 1);
});

test('[X67] what came into production while the gate was asked is not published over', async () => {
  const [mine, yours] = [await add('Say mine.'), await add('Say yours.')];
  const gate = async (): Promise<GateVerdict> => {
    await publishVersion({ store: ben, gate: open }, { ...byBen, hash: yours });
    return open();
  };
  expect(await publishVersion({ store: ann, gate }, { ...byAnn, hash: mine })).toMatchObject({
    status: 'conflict',
  });
  expect(await inUse()).toBe(yours);
});

test('a version that there is not is not published', async () => {
  const hash = 'f'.repeat(64);
  expect(await publishVersion({ store: ann, gate: open }, { ...byAnn, hash })).toEqual({
    status: 'no-version',
  });
});
