import type { TraceCall } from './trace-rule.ts';

/** What is run in the sandbox for a solution: statements, or a migration that is recorded. */
export type SolutionStep =
  | { readonly kind: 'sql'; readonly sql: string }
  | { readonly kind: 'migration'; readonly name: string; readonly sql: string };

/** What somebody answered, with what they did. */
export interface Solution {
  readonly steps: readonly SolutionStep[];
  readonly answer: string;
  /** Undefined: there were no tools. */
  readonly trace: readonly TraceCall[] | undefined;
  /** Must checks that a wrong solution fails, as it says itself. */
  readonly fails: readonly string[];
}

/**
 * Reads a solution. Comments at the top may say `-- trace: search_docs, execute_sql(alter table ...)` and
 * `-- fails: check, check`. In SQL, `-- migration: name` begins a migration and `-- end` ends it. In Markdown, the blocks
 * of SQL are run, and all of it is the answer.
 */
export function parseSolution(fileName: string, text: string): Solution {
  const { trace, fails, rest } = readFront(text);
  const isMarkdown = fileName.endsWith('.md');
  return {
    steps: isMarkdown ? toSteps(extractSql(rest)) : rest.split(/^-- end$/m).flatMap(readSection),
    answer: rest.trim(),
    trace: trace === undefined ? undefined : readTrace(trace),
    fails: fails === undefined ? [] : splitList(fails),
  };
}

/** The SQL of an answer: its fenced blocks, in order. */
export function extractSql(answer: string): string {
  // Of the line's own blanks alone: were empty lines among them, each would be tried as the end of the first.
  const blocks = Array.from(
    answer.matchAll(/^```(?:sql|postgres|postgresql|psql|pgsql)[^\S\n]*\n([\s\S]*?)^```/gim),
    ([, sql = '']) => sql.trim(),
  );
  return blocks.map((sql) => (sql.endsWith(';') ? sql : `${sql};`)).join('\n\n');
}

/** The comments at the top, without the lines that are for us. */
function readFront(text: string): { trace?: string; fails?: string; rest: string } {
  const lines = text.split(/\r?\n/);
  const found = lines.findIndex((line) => !/^\s*(--|<!--|$)/.test(line));
  const length = found === -1 ? lines.length : found;
  const front: { trace?: string; fails?: string } = {};
  const kept = lines.slice(0, length).filter((line) => {
    const [, key, value = ''] = /^(?:--|<!--) (trace|fails):\s*(.*?)\s*(?:-->)?$/.exec(line) ?? [];
    if (key === 'trace') front.trace = value;
    if (key === 'fails') front.fails = value;
    return key === undefined;
  });
  return { ...front, rest: [...kept, ...lines.slice(length)].join('\n') };
}

function readSection(section: string): SolutionStep[] {
  return section.split(/^(?=-- migration: )/m).flatMap((text) => {
    const [, name, sql = ''] = /^-- migration: (.*)\n([\s\S]*)$/.exec(text) ?? [];
    return name === undefined ? toSteps(text) : [{ kind: 'migration', name: name.trim(), sql }];
  });
}

function toSteps(sql: string): SolutionStep[] {
  const isBlank = sql.replace(/--.*$/gm, '').trim() === '';
  return isBlank ? [] : [{ kind: 'sql', sql }];
}

const mainInputs: Readonly<Record<string, string>> = {
  execute_sql: 'sql',
  apply_migration: 'name',
  search_docs: 'query',
  read_doc: 'id',
  get_advisors: 'type',
  read_skill_file: 'name',
};

function readTrace(text: string): TraceCall[] {
  return splitList(text).map((call) => {
    const [, tool = '', argument] = /^(\w+)(?:\((.*)\))?$/s.exec(call) ?? [];
    const key = mainInputs[tool] ?? 'input';
    return { tool, input: argument === undefined ? {} : { [key]: argument }, status: 'ok' };
  });
}

/** By commas outside of parentheses. */
function splitList(text: string): string[] {
  let depth = 0;
  let item = '';
  const items: string[] = [];
  for (const character of `${text},`) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) {
      items.push(item.trim());
      item = '';
    } else item += character;
  }
  return items.filter((found) => found !== '');
}
