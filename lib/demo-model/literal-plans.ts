import type { Plan, PlannedCall, Playing, Situation } from './plan.ts';
import { sqlOf, toSqlCall } from './tool-calls.ts';
import { isRecord, type ToolResult } from './tool-result.ts';

const MAX_CALLS = 100;

/** Orders that are obeyed to the letter, for tests, measurements and people who want to see one thing. */
export function findLiteralPlan(prompt: string): Plan | undefined {
  const sql = /^\s*run (?:this )?sql:\s*([^]+)$/i.exec(prompt)?.[1];
  if (sql !== undefined) return planCalls(({ tools }) => [[toSqlCall(tools, 'execute_sql', unfence(sql))]]);
  const migration = /^\s*migrate ([\w-]{1,60}):\s*([^]+)$/i.exec(prompt);
  if (migration) {
    const [, name = '', query = ''] = migration;
    return planCalls(({ tools }) => [[toSqlCall(tools, 'apply_migration', unfence(query), { name })]]);
  }
  return findCallOrder(prompt);
}

/** `call T`, `call T with {...}`, then ` in parallel N` or ` N times`; the JSON may span lines. */
function findCallOrder(prompt: string): Plan | undefined {
  const head = /\bcall (?:the )?(?:tool )?([a-zA-Z0-9_-]{1,64})(?=\s|$)/i.exec(prompt);
  const name = head?.[1];
  if (!head || name === undefined) return undefined;
  const rest = prompt.slice(head.index + head[0].length);
  const json = /^\s*with\s*(\{[^]*\})/i.exec(rest)?.[1];
  const input = json === undefined ? {} : parseInput(json);
  const tail = json === undefined ? rest : rest.slice(rest.indexOf(json) + json.length);
  const parallel = /^\s*in parallel (\d{1,3})\b/i.exec(tail)?.[1];
  const times = /^\s*(\d{1,3}) times\b/i.exec(tail)?.[1];
  // "call me later" is no order: without an input or a number it takes the name of a tool, which has a dash.
  if (json === undefined && parallel === undefined && times === undefined && !/[_-]/.test(name))
    return undefined;
  const rounds = Math.min(Number(times ?? 1), MAX_CALLS);
  const each = Math.min(Number(parallel ?? 1), MAX_CALLS);
  return planCalls(() =>
    Array.from({ length: rounds }, () => Array.from({ length: each }, () => ({ name, input }))),
  );
}

function parseInput(json: string): Record<string, unknown> {
  try {
    const input: unknown = JSON.parse(json);
    return isRecord(input) ? input : {};
  } catch {
    return {};
  }
}

const unfence = (sql: string) => sql.replace(/^\s*```\w*\n?|```\s*$/g, '').trim();

function planCalls(toRounds: (situation: Situation) => readonly (readonly PlannedCall[])[]): Plan {
  return function* (situation): Playing {
    const { tools } = situation;
    const rounds = toRounds(situation);
    const unoffered = rounds.flat().find(({ name }) => !tools.has(name));
    if (unoffered) return sayUnoffered(unoffered, [...tools.keys()]);
    const results: ToolResult[] = [];
    for (const calls of rounds) results.push(...(yield { calls }));
    return report(rounds.flat(), results);
  };
}

function sayUnoffered({ name, input }: PlannedCall, offered: readonly string[]): string {
  const list =
    offered.length === 0 ? 'I have no tools here' : `I have only ${offered.map(toCode).join(', ')}`;
  const written = sqlOf(input);
  const sql = written === undefined ? '' : `\n\n\`\`\`sql\n${written}\n\`\`\``;
  return `I can't call ${toCode(name)}: ${list}.${sql}`;
}

const toCode = (name: string) => `\`${name}\``;
const MAX_SHOWN = 5;
const MAX_SHOWN_CHARS = 400;

function report(calls: readonly PlannedCall[], results: readonly ToolResult[]): string {
  const count = (status: ToolResult['status']) => results.filter((result) => result.status === status).length;
  const counts = [
    [count('ok'), 'gave a result'],
    [count('error'), 'failed'],
    [count('denied'), 'was not allowed, and I have not tried it again'],
    [count('unknown'), 'ended without anyone knowing how'],
  ] as const;
  const told = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const names = [...new Set(calls.map(({ name }) => toCode(name)))].join(', ');
  const shown = results
    .slice(0, MAX_SHOWN)
    .map((result) => (result.status === 'ok' ? toText(result.value) : result.message));
  const times = results.length === 1 ? 'once' : `${results.length} times`;
  return [
    `I called ${names} ${times}, as you asked: ${told.join(', ')}.`,
    ...shown.map((text) => `\`\`\`json\n${text.replaceAll('```', "'''")}\n\`\`\``),
    ...(results.length > MAX_SHOWN ? [`And ${results.length - MAX_SHOWN} more like these.`] : []),
  ].join('\n\n');
}

function toText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS).toWellFormed()}…` : text;
}
