import { expect, test } from 'vitest';
import { BadInput } from './bad-input.ts';
import { chooseModels, chooseScenarios } from './run-choices.ts';

const offered = ['openai:a', 'openai:b', 'anthropic:c', 'google:d'];

test('all scenarios are tried when none is named, else those', () => {
  expect(chooseScenarios([], ['a', 'b'])).toEqual(['a', 'b']);
  expect(chooseScenarios(['b'], ['a', 'b'])).toEqual(['b']);
});

test('two families are tried when no model is named, else those', () => {
  expect(chooseModels([], offered)).toEqual(['openai:a', 'anthropic:c']);
  expect(chooseModels(['google:d'], offered)).toEqual(['google:d']);
});

test('where there is one provider, two of its models are tried, or the one that it has', () => {
  expect(chooseModels([], ['demo:coral', 'demo:kelp'])).toEqual(['demo:coral', 'demo:kelp']);
  expect(chooseModels([], ['compatible:x'])).toEqual(['compatible:x']);
});

test('what there is not is told with what there is', () => {
  const tellScenario = () => chooseScenarios(['b', 'x', 'y'], ['a', 'b']);
  const tellModel = () => chooseModels(['openai:x'], offered);
  expect(tellScenario).toThrow('there is no scenario "x", "y". There are: a, b');
  expect(tellModel).toThrow(
    'there is no model "openai:x". There are: openai:a, openai:b, anthropic:c, google:d. More',
  );
  expect(tellModel).toThrow(BadInput);
  expect(() => chooseScenarios([], [])).toThrow('no scenarios in its folder');
});
