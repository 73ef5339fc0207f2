import { beforeEach, expect, test, vi } from 'vitest';
import { createStorage, DraftServer, saved } from '../testing/desk-fixture.ts';
import { hasUnsaved } from './desk-state.ts';

const MAIN = 'SKILL.md';

// The linter waits for a pause in the typing: nobody here waits for it.
beforeEach(() => void vi.useFakeTimers());

test('what is typed is unsaved until the server has it', async () => {
  const server = new DraftServer(saved('one'));
  const desk = server.openPage('Ann');
  expect(hasUnsaved(desk.getState())).toBe(false);
  desk.edit(MAIN, 'two');
  expect(hasUnsaved(desk.getState())).toBe(true);
  expect(await desk.save()).toBe(true);
  expect(hasUnsaved(desk.getState())).toBe(false);
  expect(server.text).toMatchObject({ files: { [MAIN]: 'two' }, revision: 1, base: 'aaa', author: 'Ann' });
});

test('[X67] the second of two admins is shown what the first wrote, and keeps what is written here', async () => {
  const server = new DraftServer(saved('one'));
  const [ann, ben] = [server.openPage('Ann'), server.openPage('Ben')];
  ann.edit(MAIN, 'by Ann');
  ben.edit(MAIN, 'by Ben');
  await ann.save();
  expect(await ben.save()).toBe(false);
  expect(server.text.files).toEqual({ [MAIN]: 'by Ann' });
  expect(ben.getState()).toMatchObject({
    files: { [MAIN]: 'by Ben' },
    theirs: { author: 'Ann', revision: 1 },
  });
});

test('[X67] mine goes on top of theirs, once that was seen', async () => {
  const { server, ben } = await createConflict();
  expect(await ben.keepMine()).toBe(true);
  expect(server.text).toMatchObject({ files: { [MAIN]: 'by Ben' }, revision: 2, author: 'Ben' });
  expect(ben.getState().theirs).toBeNull();
});

test('[X67] who saves once more while that is decided is asked again', async () => {
  const { server, ann, ben } = await createConflict();
  ann.edit(MAIN, 'by Ann, again');
  await ann.save();
  expect(await ben.keepMine()).toBe(false);
  expect(server.text.files).toEqual({ [MAIN]: 'by Ann, again' });
  expect(ben.getState()).toMatchObject({ files: { [MAIN]: 'by Ben' }, theirs: { revision: 2 } });
});

test('[X67] theirs takes the place of mine, which comes back when asked for', async () => {
  const { server, ben } = await createConflict();
  const mine = ben.takeTheirs();
  expect(ben.getState()).toMatchObject({ files: { [MAIN]: 'by Ann' }, theirs: null });
  expect(hasUnsaved(ben.getState())).toBe(false);
  ben.replaceText(mine);
  expect(await ben.save()).toBe(true);
  expect(server.text.files).toEqual({ [MAIN]: 'by Ben' });
});

test('[X67] merging by hand shows mine beside theirs, and saves over theirs', async () => {
  const { server, ann, ben } = await createConflict();
  ann.addReference('references/ann.md');
  await ann.save();
  await ben.keepMine();
  ben.mergeByHand();
  const state = ben.getState();
  expect(state.files).toEqual({ [MAIN]: 'by Ben', 'references/ann.md': '' });
  expect(state.merging).toEqual({ [MAIN]: 'by Ann', 'references/ann.md': '' });
  expect(await ben.save()).toBe(true);
  expect(server.text.files).toEqual(state.files);
  expect(ben.getState().merging).toBeNull();
});

test('what was not saved is back after a reload', () => {
  const storage = createStorage();
  const server = new DraftServer(saved('one'));
  server.openPage('Ann', storage).edit(MAIN, 'half a thought');
  const { files, keptAt } = server.openPage('Ann', storage).getState();
  expect({ files, keptAt }).toEqual({
    files: { [MAIN]: 'half a thought' },
    keptAt: '2026-01-01T12:00:00.000Z',
  });
});

test('[X67] what was kept over something older comes back beside what somebody else saved since', () => {
  const storage = createStorage();
  const server = new DraftServer(saved('one'));
  server.openPage('Ann', storage).edit(MAIN, 'by Ann');
  server.save({ [MAIN]: 'by Ben' }, 'aaa', 0, 'Ben');
  const { files, theirs } = server.openPage('Ann', storage).getState();
  expect({ files, theirs }).toEqual({ files: { [MAIN]: 'by Ann' }, theirs: server.text });
});

test('nothing is brought back once it was saved or dropped', async () => {
  const storage = createStorage();
  const server = new DraftServer(saved('one'));
  const desk = server.openPage('Ann', storage);
  desk.edit(MAIN, 'two');
  await desk.save();
  desk.edit(MAIN, 'three');
  expect(storage.length).toBe(1);
  expect(desk.undoAll()).toEqual({ [MAIN]: 'three' });
  expect(storage.length).toBe(0);
  expect(server.openPage('Ann', storage).getState()).toMatchObject({
    files: { [MAIN]: 'two' },
    keptAt: null,
  });
});

test('[X66] a text that is refused or too large to send stays where it is', async () => {
  const server = new DraftServer(saved('one'));
  const desk = server.openPage('Ann', createStorage(100));
  desk.edit(MAIN, 'a\0b');
  expect(await desk.save()).toBe(false);
  expect(desk.getState().refusal).toBe('Not saved: SKILL.md has characters that are no text.');
  const huge = 'x'.repeat(2_000_000);
  desk.edit(MAIN, huge);
  expect(desk.getState().isKept).toBe(false);
  expect(await desk.save()).toBe(false);
  expect(desk.getState()).toMatchObject({
    files: { [MAIN]: huge },
    isSaving: false,
    refusal: expect.stringMatching(/kB/),
  });
  expect(server.saves).toBe(0);
});

test('a page that is read anew takes what is saved there, but never over unsaved text', () => {
  const server = new DraftServer(saved('one'));
  const [desk, writing] = [server.openPage('Ann'), server.openPage('Ben')];
  writing.edit(MAIN, 'unsaved');
  for (const page of [desk, writing]) page.receive(saved('from elsewhere', 3));
  expect(desk.getState().files).toEqual({ [MAIN]: 'from elsewhere' });
  expect(writing.getState().files).toEqual({ [MAIN]: 'unsaved' });
  desk.receive(saved('read before that', 2));
  expect(desk.getState().saved.revision).toBe(3);
});

test('a reference that is deleted or renamed takes the selection along', () => {
  const desk = new DraftServer(saved('one')).openPage('Ann');
  desk.addReference('references/a.md');
  desk.edit('references/a.md', 'text');
  desk.renameReference('references/a.md', 'references/b.md');
  expect(desk.getState()).toMatchObject({
    selected: 'references/b.md',
    files: { 'references/b.md': 'text' },
  });
  desk.removeReference('references/b.md');
  expect(desk.getState()).toMatchObject({ selected: MAIN, files: { [MAIN]: 'one' } });
});

async function createConflict() {
  const server = new DraftServer(saved('one'));
  const [ann, ben] = [server.openPage('Ann'), server.openPage('Ben')];
  ann.edit(MAIN, 'by Ann');
  ben.edit(MAIN, 'by Ben');
  await ann.save();
  await ben.save();
  return { server, ann, ben };
}
