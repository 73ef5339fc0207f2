import type { Ask, Plan, Situation } from '../plan.ts';
import { toCall, toCallsOfAllKinds, toSqlCall, toTextCall } from '../tool-calls.ts';
import { rowsOf, type ToolResult } from '../tool-result.ts';
import { attempt } from './attempt.ts';
import type { Change, Facts } from './change.ts';
import { toFreeName } from './free-name.ts';
import { sayAnswerOnly, sayDone, sayMissing, sayStopped, type DoneRecord } from './last-words.ts';
import { readRules, type Knows } from './rules.ts';
import { toScript } from './sql.ts';
import { describeTables } from './tables.ts';

const RECORD = 'I record it as a migration, which a person has to allow.';
const AFTERTHOUGHT = 'And a comment on the table, which came to my mind too late: a migration of its own.';

/** Look, write, check, record, prove: as much of it as the rules ask for and the tools allow. */
export function planChange(change: Change): Plan {
  return function* (situation) {
    const { tools, family } = situation;
    const knows = yield* readRules(situation);
    if (!tools.has('execute_sql')) {
      return sayAnswerOnly(
        change,
        change.write(knows, { tables: [], rows: [], docs: '', pages: [] }, family),
      );
    }
    const look = toLook(situation, change, knows);
    const seen = yield look;
    const listed = seen[look.calls.findIndex(({ name }) => name === 'list_migrations')];
    const missing = findMissing(change, seen[0]);
    if (missing) return missing;
    const facts = yield* readPage(situation, toFacts(look, seen));
    const outcome = yield* attempt(situation, change.write(knows, facts, family));
    if (outcome.status !== 'done') return sayStopped(change, outcome);
    // Advice first, then the record: what is recorded should need no second migration. [S17]
    const advice =
      knows('S17') && !change.isData
        ? yield {
            say: 'It works. The advisors should see it before I record it.',
            calls: toCallsOfAllKinds(tools, 'get_advisors'),
          }
        : [];
    const record: DoneRecord = { statements: outcome.ran, advice, recorded: [], proof: undefined };
    if (!change.isData && tools.has('apply_migration')) {
      const name = toFreeName(change.migration, listed);
      record.recorded.push(yield* recordAs(situation, RECORD, name, toScript(outcome.ran)));
      if (!knows('S17') && record.recorded[0]?.status === 'ok') {
        const afterthought = `comment on table public.${change.table} is 'Last changed by ${name}';`;
        record.recorded.push(yield* recordAs(situation, AFTERTHOUGHT, `${name}_comment`, afterthought));
      }
    }
    if (knows('S19')) {
      record.proof = (yield {
        say: 'Now the proof, by a query:',
        calls: [toSqlCall(tools, 'execute_sql', change.proof)],
      })[0];
    }
    return sayDone(change, knows, record);
  };
}

function* recordAs(
  { tools }: Situation,
  say: string,
  name: string,
  sql: string,
): Generator<Ask, ToolResult, readonly ToolResult[]> {
  const [result] = yield {
    say,
    calls: [toSqlCall(tools, 'apply_migration', sql, { name })],
  };
  return result ?? { status: 'error', message: 'it gave no result' };
}

function toLook({ tools }: Situation, change: Change, knows: Knows): Ask {
  const question = typeof change.question === 'function' ? change.question(knows) : change.question;
  return {
    think:
      `What is wanted is ${change.wanted}. I don't know this database, so I look before I write: what is there decides ` +
      'what is right.',
    say: knows('S18')
      ? 'I will look at what is there, and at what the docs say, before I change anything.'
      : 'I will look at what is there before I change anything.',
    calls: [
      toCall(tools, 'list_tables'),
      ...(change.isData ? [] : [toCall(tools, 'list_migrations')]),
      ...(knows('S18') ? [toTextCall(tools, 'search_docs', change.docs)] : []),
      ...(question === undefined ? [] : [toSqlCall(tools, 'execute_sql', question)]),
    ],
  };
}

function toFacts(look: Ask, results: readonly ToolResult[]): Facts {
  const valueOf = (name: string) => {
    const result = results[look.calls.findIndex((call) => call.name === name)];
    return result?.status === 'ok' ? result.value : undefined;
  };
  const docs = valueOf('search_docs');
  return {
    tables: describeTables(valueOf('list_tables')),
    rows: rowsOf(valueOf('execute_sql')),
    docs: docs === undefined ? '' : toText(docs),
    pages: rowsOf(docs),
  };
}

/** The words for a table that is not there to be mended. */
function findMissing({ mends, table }: Change, listed: ToolResult | undefined): string | undefined {
  const tables = listed?.status === 'ok' ? describeTables(listed.value) : [];
  if (!mends || tables.length === 0 || tables.some(({ name }) => name === table)) return undefined;
  return sayMissing(table, tables);
}

/** The best page of those that were found, whole. [S18] */
function* readPage({ tools }: Situation, facts: Facts): Generator<Ask, Facts, readonly ToolResult[]> {
  const id = facts.pages[0]?.id;
  if (typeof id !== 'string' || !tools.has('read_doc')) return facts;
  const [page] = yield { calls: [toTextCall(tools, 'read_doc', id)] };
  return page?.status === 'ok' ? { ...facts, docs: toText(page.value) } : facts;
}

const toText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
