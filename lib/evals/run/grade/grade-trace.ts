import { toLeadingWord } from '#lib/workbench/sandbox/statement-words.ts';
import type { TraceCall, TraceRule } from '../scenario/trace-rule.ts';
import { fail, pass, type Verdict } from './check-outcome.ts';
import { shorten } from './match-result.ts';

export function gradeTrace(rules: readonly TraceRule[], trace: readonly TraceCall[]): Verdict {
  const faults = rules.map((rule) => findFault(rule, trace)).filter((fault) => fault !== undefined);
  const calls = trace.length === 0 ? 'no calls' : trace.map(tellCall).join(', ');
  return faults.length === 0 ? pass(calls) : fail(`${faults.join('; ')} (${calls})`);
}

function findFault(rule: TraceRule, trace: readonly TraceCall[]): string | undefined {
  if ('files' in rule) {
    const calls = trace.filter(({ tool, status }) => tool === 'read_skill_file' && status === 'ok');
    const read = new Set(calls.map(({ input }) => input.name));
    const unread = rule.files.filter((file) => !read.has(file));
    return unread.length === 0 ? undefined : `${unread.join(' and ')} was not read`;
  }
  if ('order' in rule) {
    let next = 0;
    for (const call of trace) if (fits(call, rule.order[next])) next += 1;
    const missing = rule.order[next];
    if (missing === undefined) return undefined;
    return next === 0 ? `no ${missing}` : `no ${missing} after ${rule.order[next - 1]}`;
  }
  if ('never' in rule) return findForbidden(rule, trace);
  const count = trace.filter((call) => fits(call, rule.called)).length;
  if ('before' in rule) {
    const until = trace.findIndex((call) => fits(call, rule.before));
    const isLate = until >= 0 && !trace.slice(0, until).some((call) => fits(call, rule.called));
    return isLate ? `no ${rule.called} before the first ${rule.before}` : undefined;
  }
  if (count < (rule.atLeast ?? 0)) return `${rule.called} was called ${count} times`;
  return count > (rule.atMost ?? Infinity) ? `${rule.called} was called ${count} times` : undefined;
}

function findForbidden(
  { never, after }: Extract<TraceRule, { never: string }>,
  trace: readonly TraceCall[],
): string | undefined {
  const from =
    after === undefined ? 0 : trace.findIndex((call) => call.status === 'ok' && fits(call, after)) + 1;
  // After what never came there is nothing to forbid.
  if (after !== undefined && from === 0) return undefined;
  const call = trace.slice(from).find((one) => fits(one, never));
  if (!call) return undefined;
  return `${tellCall(call)} was called${after === undefined ? '' : ` after ${after}`}`;
}

const definers = /^(create|alter|drop|grant|revoke|comment|truncate|reindex|security|do|import)$/;
const writers = /^(insert|update|delete|merge)$/;

function fits(call: TraceCall, pattern: string | undefined): boolean {
  const [name, text] = (pattern ?? '').split(/ ~ (.*)/s);
  const { tool, input } = call;
  // A trace that was written by hand may not tell what a call was given. Those of runs always do.
  const isTold = Object.keys(input).length > 0;
  if (text !== undefined && isTold && !new RegExp(text, 'i').test(JSON.stringify(input))) return false;
  if (name === 'any') return true;
  if (name === 'docs') return tool === 'search_docs' || tool === 'read_doc';
  if (name === 'ddl') return tool === 'apply_migration' || definers.test(toVerb(call));
  if (name === 'write') return fits(call, 'ddl') || writers.test(toVerb(call));
  return tool === name;
}

/** Of a statement that stays; what runs as a visitor is rolled back. */
function toVerb({ tool, input }: TraceCall): string {
  if (tool !== 'execute_sql' || isSet(input.as_user)) return '';
  return toLeadingWord(String(input.sql ?? ''));
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

function tellCall({ tool, input, status }: TraceCall): string {
  const said = Object.values(input).find((value) => typeof value === 'string');
  const argument = said === undefined ? '' : `(${shorten(String(said).replace(/\s+/g, ' '), 60)})`;
  return `${tool}${argument}${status === 'error' ? ' failed' : ''}`;
}
