import type { Plan, Situation } from './plan.ts';
import { toCall, toSqlCall } from './tool-calls.ts';
import { rowsOf, type ToolResult } from './tool-result.ts';
import { toFreeName } from './workbench/free-name.ts';
import { toTable } from './workbench/markdown-table.ts';
import { describeTables } from './workbench/tables.ts';

/** What people try in their first minute, when the tools for it are there. */
export function findSamplePlan({ prompt, tools }: Situation): Plan | undefined {
  if (!tools.has('list_tables')) return undefined;
  return samples.find(({ keywords }) => keywords.test(prompt))?.plan;
}

const showTables: Plan = function* ({ tools }) {
  const [listed] = yield { say: 'I will look at the database.', calls: [toCall(tools, 'list_tables')] };
  return `${sayTables(listed)}\n\nThese are the real tables of this session's own sandbox; only my words are scripted. Try *Add a notes table so each user keeps private notes.*`;
};

const threeAtOnce: Plan = function* ({ tools }) {
  const results = yield {
    think:
      'Three tools were asked for at once. None of them needs what another finds, so they may run side by side.',
    say: 'Three at once, side by side:',
    calls: ['list_tables', 'list_migrations', 'get_advisors'].map((name) => toCall(tools, name)),
  };
  const [tables, migrations, advisors] = results;
  const count = (result: ToolResult | undefined, what: string) =>
    result?.status === 'ok'
      ? toCount(rowsOf(result.value).length, what)
      : `nothing, because ${result?.message ?? 'it gave no result'}`;
  return [
    'All three are back:',
    [
      `- \`list_tables\` found ${count(tables, 'table')}.`,
      `- \`list_migrations\` found ${count(migrations, 'recorded migration')}.`,
      `- \`get_advisors\` found ${count(advisors, 'finding')}.`,
    ].join('\n'),
    'The calls and their results are events of the log like my words, so a reload or a killed server loses none of them.',
  ].join('\n\n');
};

const GREETING = "select 'Somebody said yes' as answer, now() as at";

const askApproval: Plan = function* ({ tools }) {
  const [listed] = yield { calls: [toCall(tools, 'list_migrations')] };
  const [applied] = yield {
    say: 'I will record a harmless migration. It can’t run until a person says yes, on this or any other device: I stop here and hold nothing while I wait.',
    calls: [toSqlCall(tools, 'apply_migration', GREETING, { name: toFreeName('ask_a_person', listed) })],
  };
  if (applied?.status === 'ok') {
    return 'Thank you: it ran after you approved it, and the answer went on where it had stopped. You could have said no, or closed the page and answered tomorrow.';
  }
  if (applied?.status === 'denied') {
    return `Understood: it has **not** run (${applied.message}). I won't ask for the same thing again. If you like, I can show you the SQL and you run it yourself:\n\n\`\`\`sql\n${GREETING};\n\`\`\``;
  }
  return `It did not work: ${applied?.message ?? 'it gave no result'}. Nothing was changed by me after that.`;
};

const toCount = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function sayTables(listed: ToolResult | undefined): string {
  if (listed?.status !== 'ok') return `I could not list the tables: ${listed?.message ?? 'no result'}.`;
  const tables = describeTables(listed.value);
  if (tables.length === 0) return 'There are no tables that I may see.';
  return `There ${tables.length === 1 ? 'is one table' : `are ${tables.length} tables`}:\n\n${toTable(
    ['table', 'columns', 'rows', 'row level security'],
    tables.map(({ name, columns, rows, rls }) => [
      `\`${name}\``,
      columns.join(', '),
      rows === undefined ? '' : String(rows),
      rls === undefined ? '' : rls ? 'on' : '**off**',
    ]),
  )}`;
}

const samples: readonly { keywords: RegExp; plan: Plan }[] = [
  { keywords: /\b(?:three|3|several|parallel) tools\b/i, plan: threeAtOnce },
  {
    keywords: /\b(?:asks?|needs?|requires?|wants?) (?:for )?(?:an |my |your )?(?:approval|permission)\b/i,
    plan: askApproval,
  },
  {
    keywords: /\b(?:show|list|see|what|which|describe|look at)\b.{0,40}\b(?:tables|schema|database)\b/i,
    plan: showTables,
  },
];
