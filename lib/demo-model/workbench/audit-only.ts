import type { Plan } from '../plan.ts';
import { toCall, toCallsOfAllKinds, toSqlCall } from '../tool-calls.ts';
import { rowsOf, type ToolResult } from '../tool-result.ts';
import { toTable } from './markdown-table.ts';
import { readRules } from './rules.ts';

export const isAskedForAudit = (prompt: string) =>
  /\b(?:unsafe|insecure|audit|vulnerab\w+|security (?:review|check|problem|issue)s?|exposed|leak(?:s|ing|y)?|(?:is|are) .{0,30}\b(?:safe|secure))\b/i.test(
    prompt,
  );

/** What a role of the API can really reach: a grant alone or a missing policy alone is no breach. */
const EXPOSURE = `select c.relname as name, c.relrowsecurity as rls,
  (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
  has_table_privilege('anon', c.oid, 'SELECT') as anon_reads,
  has_table_privilege('authenticated', c.oid, 'SELECT') as members_read
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
order by c.relname`;

/** Looks and tells; a question is no order to change anything. */
export const auditOnly: Plan = function* (situation) {
  const { tools } = situation;
  const knows = yield* readRules(situation);
  if (!tools.has('execute_sql')) {
    return `I have no tools in this conversation, so I can't look. This query tells what the API can reach:\n\n\`\`\`sql\n${EXPOSURE};\n\`\`\`\n\nWhatever has no row level security and can be read by \`anon\` is open to everybody.`;
  }
  const [listed, ...advised] = yield {
    think: 'The question is whether anything is unsafe. I was not asked to mend it, so I only read.',
    say: 'I will look, and change nothing.',
    calls: [toCall(tools, 'list_tables'), ...toCallsOfAllKinds(tools, 'get_advisors')],
  };
  const advice = advised.flatMap(toAdvice);
  if (listed?.status === 'denied') return `I was not allowed to look (${listed.message}), so I can't say.`;
  if (!knows('S19')) {
    return [
      advice.length === 0
        ? 'The advisors found nothing, so **everything is safe**.'
        : `**Yes, there is a breach.** The advisors name ${toCount(advice.length)}:`,
      advice.map((line) => `- ${line}`).join('\n'),
      'I have changed nothing, and I have not checked whether anyone can really reach it. I am a script.',
    ]
      .filter((part) => part !== '')
      .join('\n\n');
  }
  const [checked] = yield {
    say: 'Advice is a hint. Whether anybody can reach it, the grants have to tell.',
    calls: [toSqlCall(tools, 'execute_sql', EXPOSURE)],
  };
  return sayFindings(advice, checked);
};

function sayFindings(advice: readonly string[], checked: ToolResult | undefined): string {
  const rows = checked?.status === 'ok' ? rowsOf(checked.value) : [];
  const open = rows.filter(
    (row) => row.rls !== true && (row.anon_reads === true || row.members_read === true),
  );
  const names = open.map((row) => `\`${String(row.name)}\``).join(', ');
  const heads = ['name', 'rls', 'policies', 'anon_reads', 'members_read'];
  return [
    open.length === 0
      ? 'I found nothing that the API can reach without row level security in front of it.'
      : `**Open:** ${names} can be read through the API with no row level security of their own. Views among them are as safe as the rights they run with.`,
    ...(rows.length > 0
      ? [
          toTable(
            heads,
            rows.map((row) => heads.map((head) => String(row[head]))),
          ),
        ]
      : []),
    ...(checked?.status === 'ok'
      ? []
      : [`The grants could not be read: ${checked?.message ?? 'no result'}.`]),
    advice.length === 0
      ? 'The advisors have nothing to add.'
      : `The advisors name ${toCount(advice.length)}:\n\n${advice.map((line) => `- ${line}`).join('\n')}`,
    'I have changed nothing. Tell me which of it I should mend. I am a script: the findings are real, my judgement is not.',
  ].join('\n\n');
}

const MAX_ADVICE = 12;

function toAdvice(advised: ToolResult): string[] {
  if (advised.status !== 'ok') return [];
  return rowsOf(advised.value)
    .slice(0, MAX_ADVICE)
    .map((row) => {
      const words = ['on', 'title', 'what', 'message', 'detail', 'description']
        .map((key) => row[key])
        .filter((value) => typeof value === 'string');
      return words.slice(0, 2).join(': ').replace(/\s+/g, ' ');
    });
}

const toCount = (count: number) => (count === 1 ? 'one thing' : `${count} things`);
