import { expect, test } from 'vitest';
import { toFirstChoice } from './first-choice.ts';

const versions = [
  { hash: 'aa11', number: 3, note: '', labels: ['production'] },
  { hash: 'bb22', number: 4, note: '', labels: ['staging'] },
  { hash: 'cc33', number: 2, note: '', labels: [] },
];
const scenarios = [{ id: 'rls-slow' }, { id: 'view-invoker' }];

function choose(version?: string, wanted?: string[]) {
  const choice = toFirstChoice({ versions, scenarios, models: [], wanted: { version, scenarios: wanted } });
  return [choice.skillHash, choice.scenarioIds];
}

test('a form begins with all scenarios of the version in production', () => {
  expect(choose()).toEqual(['aa11', ['rls-slow', 'view-invoker']]);
});

test('an address may name a version by its hash, the begin of it or a label, and scenarios', () => {
  expect(choose('cc33', ['view-invoker'])).toEqual(['cc33', ['view-invoker']]);
  expect(choose('cc')).toEqual(['cc33', ['rls-slow', 'view-invoker']]);
  expect(choose('staging')).toEqual(['bb22', ['rls-slow', 'view-invoker']]);
});

test('what an address names and nobody knows is left out', () => {
  expect(choose('dd44', ['nothing'])).toEqual(['aa11', ['rls-slow', 'view-invoker']]);
});
