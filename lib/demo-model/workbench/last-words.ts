import { rowsOf, type ToolResult } from '../tool-result.ts';
import type { Outcome } from './attempt.ts';
import type { Change, Statement } from './change.ts';
import { toTable } from './markdown-table.ts';
import type { Knows } from './rules.ts';
import { toScript } from './sql.ts';
import type { TableFacts } from './tables.ts';

/** What was done, for the words that tell of it. */
export interface DoneRecord {
  /** As they took effect. */
  statements: readonly Statement[];
  /** Of each kind of advisor. */
  advice: readonly ToolResult[];
  /** Migrations, in order. */
  recorded: ToolResult[];
  proof: ToolResult | undefined;
}

const SCRIPT = 'I am a script: the plan was prepared, the database and what it answered are real.';

const UNRULED =
  'My instructions hold no rules for this product, so this is what came to mind first. Ask *Is anything here unsafe?* before you rely on it.';

/** With no tools there is only the SQL; nobody should think that it has been run. */
export function sayAnswerOnly(change: Change, statements: readonly Statement[]): string {
  return [
    `Here is ${change.wanted}. I have no tools in this conversation, so **nothing has been run**: look it over and run it yourself.`,
    fence(toScript(statements)),
    'I am a script, and I have not seen your database.',
  ].join('\n\n');
}

export function sayMissing(table: string, tables: readonly TableFacts[]): string {
  const names = tables.map(({ name }) => `\`${name}\``).join(', ');
  return `There is no table \`${table}\` in this database, so I have changed nothing. There is ${names}. ${SCRIPT}`;
}

export function sayStopped(change: Change, outcome: Exclude<Outcome, { status: 'done' }>): string {
  const before =
    outcome.ran.length === 0
      ? 'Nothing was changed.'
      : `${toCount(outcome.ran.length, 'statement')} before it took effect.`;
  const why = {
    denied: `I have **not** done it: this was not allowed (${outcome.message}). I won't ask for the same thing again.`,
    unknown: `I don't know whether this took effect (${outcome.message}), and I won't run it a second time blindly.`,
    failed: `I could not finish ${change.wanted}: ${outcome.message}. I stop here rather than guess on.`,
  }[outcome.status];
  const instead = {
    denied: 'If you prefer, run it yourself, or tell me what to do differently.',
    unknown: 'Look at the table first; then tell me how to go on.',
    failed: 'Tell me more about the table, and I will look again.',
  }[outcome.status];
  return [`${why} ${before}`, fence(`${outcome.sql};`), `${instead} ${SCRIPT}`].join('\n\n');
}

export function sayDone(change: Change, knows: Knows, record: DoneRecord): string {
  return [
    `${change.done(knows)}\n\n${fence(toScript(record.statements))}`,
    [
      `- ${toCount(record.statements.length, 'statement')} ran in the sandbox.`,
      ...sayAdvice(change, record.advice),
      ...record.recorded.map(sayRecorded),
    ].join('\n'),
    ...sayProof(record.proof),
    ...(knows('S17') ? [] : [UNRULED]),
    SCRIPT,
  ].join('\n\n');
}

function sayAdvice({ table }: Change, advice: readonly ToolResult[]): string[] {
  if (advice.length === 0) return [];
  const failed = advice.find((result) => result.status !== 'ok');
  if (failed) return [`- The advisors could not be asked: ${failed.message}.`];
  const rows = advice.flatMap((result) => (result.status === 'ok' ? rowsOf(result.value) : []));
  const own = rows.filter((row) => JSON.stringify(row).includes(table));
  return [
    own.length === 0
      ? `- The advisors have nothing to say about \`${table}\`${rows.length === 0 ? '' : `, only about other things (${rows.length})`}.`
      : `- The advisors still have something to say about \`${table}\`: ${own.slice(0, MAX_ADVICE).map(toWords).join('; ')}.`,
  ];
}

function sayRecorded(result: ToolResult, index: number): string {
  const which = index === 0 ? 'The migration' : 'A second migration';
  if (result.status === 'ok') return `- ${which} was allowed and is recorded.`;
  if (result.status === 'denied') {
    return `- ${which} was **not** recorded: not allowed (${result.message}). What I tried is still in this sandbox; say so if I should undo it.`;
  }
  return `- ${which} is **not** recorded: ${result.message}.`;
}

const MAX_ADVICE = 3;

const toWords = (finding: Record<string, unknown>) =>
  String(finding.what ?? finding.title ?? finding.message ?? JSON.stringify(finding)).replace(/[.\s]+$/, '');

const MAX_PROOF_ROWS = 8;

function sayProof(proof: ToolResult | undefined): string[] {
  if (!proof) return [];
  if (proof.status !== 'ok') return [`The check at the end gave no answer: ${proof.message}.`];
  const rows = rowsOf(proof.value);
  const first = rows[0];
  if (!first) return ['The check at the end found no rows.'];
  const heads = Object.keys(first);
  // What EXPLAIN says is a drawing.
  if (heads[0]?.startsWith('QUERY')) {
    return [
      `The check at the end says:\n\n\`\`\`text\n${rows.map((row) => String(row[heads[0] ?? ''])).join('\n')}\n\`\`\``,
    ];
  }
  const cells = rows.slice(0, MAX_PROOF_ROWS).map((row) => heads.map((head) => toText(row[head])));
  return [`The check at the end says:\n\n${toTable(heads, cells)}`];
}

const toText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
const toCount = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
const fence = (sql: string) => `\`\`\`sql\n${sql}\n\`\`\``;
