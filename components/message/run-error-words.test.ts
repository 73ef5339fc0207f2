import { readFileSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findErrorWords } from './run-error-words.ts';

/** How the code of the agent ends an answer, by its own words. */
const endings = /reason: 'error', code: '([a-z-]+)'|'(provider-[a-z-]+|answer-too-long)'/g;

test('every code that ends an answer is told in words of its own', () => {
  const sources = globSync('lib/agent/**/*.ts').filter((path) => !path.includes('.test.'));
  const codes = sources.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(endings)].map(([, code, other]) => code ?? other),
  );
  const { sentence: nothing } = findErrorWords('nobody knows');
  const silent = [...new Set(codes)].filter((code) => findErrorWords(code).sentence === nothing);
  expect({ silent, isTelling: codes.length > 10 }).toEqual({ silent: [], isTelling: true });
});
