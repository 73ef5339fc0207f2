import { codeSpansOf, type Block, lineOf, textOf, toBlocks } from '../markdown-blocks.ts';
import { MAIN_FILE } from '../skill-files.ts';
import type { LintContext } from './lint-context.ts';
import { editDistance } from './edit-distance.ts';
import { findToolOrders, type ToolOrder, toPairs } from './tool-order.ts';

const MAX_SLIPS = 2;

/** Names only tools that there are, and asks for them in the order that their descriptions give. */
export function lintTools(context: LintContext): void {
  const { skill, main, texts, about, report } = context;
  const allowed = new Set(about.allowedTools);
  for (const tool of skill.allowedTools ?? []) {
    if (allowed.has(tool)) continue;
    report.error('tool-unknown', MAIN_FILE, findFieldLine(main), `allows ${tool}: there is no such tool`);
  }
  const stated = Object.entries(about.toolDescriptions).flatMap(([self, text]) =>
    findToolOrders(text, Object.keys(about.toolDescriptions), self),
  );
  for (const file of texts) {
    const blocks = toBlocks(file);
    for (const { code, line } of blocks.flatMap(codeSpansOf)) {
      const [word = ''] = /^\w+/.exec(code) ?? [];
      const meant = findMeant(word, about.allowedTools);
      if (meant === undefined) continue;
      report.error('tool-unknown', file.path, line, `names ${word}: is ${meant} meant?`);
    }
    for (const { line, orders } of findOrders(blocks, Object.keys(about.toolDescriptions))) {
      const wrong = orders.find(({ before, after }) => includes(stated, { before: after, after: before }));
      if (wrong) {
        const { before, after } = wrong;
        const message = `asks for ${before} before ${after}: the descriptions of the tools say the opposite`;
        report.warn('contradicts-tool', file.path, line, message);
      }
    }
  }
}

const findFieldLine = (main: string): number =>
  main.split('\n').findIndex((line) => /^["']?allowed-tools["']?\s*:/.test(line)) + 1 || 1;

/** A tool's name with a slip in it, such as `read_docs`. Other words with underscores are columns and settings. */
const findMeant = (word: string, tools: readonly string[]): string | undefined =>
  word.includes('_') && !tools.includes(word) && word.length < 64
    ? tools.find((tool) => editDistance(word, tool) <= MAX_SLIPS)
    : undefined;

/** Sentences that state an order, and numbered lists, whose order is that of their steps. */
function findOrders(
  blocks: readonly Block[],
  tools: readonly string[],
): { line: number; orders: ToolOrder[] }[] {
  const prose = blocks.filter(({ kind }) => kind !== 'code');
  const sentences = prose.map((block) => ({
    line: lineOf(block),
    orders: findToolOrders(textOf(block), tools),
  }));
  const lists: { line: number; names: string[] }[] = [];
  for (const block of prose) {
    const [number] = /\d+/.exec(block.mark) ?? [];
    if (number === undefined) continue;
    if (Number(number) <= 1 || lists.length === 0) lists.push({ line: lineOf(block), names: [] });
    const names = textOf(block).match(/\b[a-z]\w*\b/g) ?? [];
    lists.at(-1)?.names.push(...names.filter((name) => tools.includes(name)));
  }
  return [...sentences, ...lists.map(({ line, names }) => ({ line, orders: toPairs(names) }))];
}

const includes = (orders: readonly ToolOrder[], { before, after }: ToolOrder): boolean =>
  orders.some((order) => order.before === before && order.after === after);
