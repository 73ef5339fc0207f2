import type { SourceFile } from './source-file.ts';

/** A rule of docs/protocol.md. One that is planned has no code yet, and so no test. */
type Rule = { readonly id: string; readonly isPlanned: boolean };

/** Rules that no test quotes, and quotes of rules that there are not. A test quotes by its name: `[L3] nothing is ...`. */
export function findRuleFaults(protocol: string, tests: readonly SourceFile[]): string[] {
  const rules = parseRules(protocol);
  if (rules.length === 0) return ['docs/protocol.md has no rules'];
  const ids = new Set(rules.map(({ id }) => id));
  const letters = new Set(rules.map(({ id }) => id.charAt(0)));
  const quotes = tests.flatMap(({ path, text }) => parseQuotes(text).map((id) => ({ path, id })));
  const quoted = new Set(quotes.map(({ id }) => id));

  const unproven = rules.filter(({ id, isPlanned }) => !isPlanned && !quoted.has(id));
  const built = rules.filter(({ id, isPlanned }) => isPlanned && quoted.has(id));
  // Other letters are other documents' ids: X1 a bad input, F1 a fault, G1 a goal.
  const unknown = quotes.filter(({ id }) => letters.has(id.charAt(0)) && !ids.has(id));
  return [
    ...unproven.map(({ id }) => `docs/protocol.md ${id} is quoted by no test: prove it, or mark it planned`),
    ...built.map(({ id }) => `docs/protocol.md ${id} is marked planned, but a test quotes it`),
    ...unknown.map(({ path, id }) => `${path} quotes ${id}: docs/protocol.md has no such rule`),
  ];
}

/** `- L1 text`, going on in indented lines. The id may be bold. */
function parseRules(protocol: string): Rule[] {
  return [...protocol.matchAll(/^- (?:\*\*)?([A-Z]\d+)(?:\*\*)?\b(.*(?:\n {2,}.*)*)/gm)].map(
    ([, id = '', text = '']) => ({
      id,
      isPlanned: /\bplanned\b/.test(text),
    }),
  );
}

function parseQuotes(text: string): string[] {
  const names = [...text.matchAll(/['"`]((?:\[[A-Z]\d+\] ?)+)/g)].map(([, quotes = '']) => quotes);
  return names.flatMap((quotes) => [...quotes.matchAll(/\[([A-Z]\d+)\]/g)].map(([, id = '']) => id));
}
