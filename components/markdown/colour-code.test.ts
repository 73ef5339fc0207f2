import { expect, test } from 'vitest';
import { colourCode } from './colour-code.ts';

function words(code: string, language: string): string[] {
  return colourCode(code, language).map(({ colour, start, end }) => `${colour}: ${code.slice(start, end)}`);
}

test('names what is what, by position', () => {
  expect(words('const a = 12; // twelve', 'ts')).toEqual([
    'keyword: const',
    'number: 12',
    'comment: // twelve',
  ]);
});

test('knows that code inside a template is not text', () => {
  expect(words('f(`a${b}c`)', 'js')).toEqual(['title: f', 'string: `a', 'string: c`']);
});

test('colours what was added and removed', () => {
  expect(words('-old\n+new', 'diff')).toEqual(['remove: -old', 'add: +new']);
});

test('leaves a language that it does not know as it is', () => {
  expect(colourCode('whatever', 'klingon')).toEqual([]);
});
