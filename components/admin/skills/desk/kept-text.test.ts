import { expect, test } from 'vitest';
import { createStorage } from '../testing/desk-fixture.ts';
import { KeptTexts } from './kept-text.ts';

const over = { revision: 2, base: 'a'.repeat(64) };
const files = { 'SKILL.md': 'mine' };

test('finds the newest text, and says whether it was written over this', () => {
  const storage = createStorage();
  const kept = new KeptTexts({ storage, skillName: 'kelp' });
  kept.keep(over, files, '2026-01-01');
  expect(kept.find(over)).toEqual({ files, at: '2026-01-01', isOverThis: true });
  expect(kept.find({ ...over, revision: 3 })).toEqual({ files, at: '2026-01-01', isOverThis: false });
  kept.keep({ ...over, revision: 1 }, { 'SKILL.md': 'later' }, '2026-01-02');
  expect(kept.find(over)).toMatchObject({ files: { 'SKILL.md': 'later' }, isOverThis: false });
});

test('skills do not see each other, and forget one by one', () => {
  const storage = createStorage();
  const [kelp, dulse] = ['kelp', 'dulse'].map((skillName) => new KeptTexts({ storage, skillName }));
  kelp?.keep(over, files, '2026-01-01');
  dulse?.keep(over, files, '2026-01-01');
  kelp?.forgetAll();
  expect([kelp?.find(over), dulse?.find(over)?.files]).toEqual([undefined, files]);
});

test('says when there is no room, and passes over what it did not write', () => {
  const full = new KeptTexts({ storage: createStorage(10), skillName: 'kelp' });
  expect(full.keep(over, files, '2026-01-01')).toBe(false);
  const storage = createStorage();
  storage.setItem('holdfast-skill:kelp:2:aaa', '{"files":{"SKILL.md":7},"at":"x"}');
  storage.setItem('holdfast-skill:kelp:3:aaa', 'half');
  expect(new KeptTexts({ storage, skillName: 'kelp' }).find(over)).toBeUndefined();
});
