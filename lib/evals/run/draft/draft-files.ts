import type { DraftCall, ScenarioDraft } from '#lib/evals/model/scenario-draft.ts';
import { toJournal } from '#lib/workbench/to-journal.ts';
import { readGrading, toScenarioJson } from './scenario-text.ts';
import { toTrace } from './to-trace.ts';

/**
 * The files of a scenario's folder, by their path in it. What only a person can write is there as `*.unfinished.sql`, which
 * the loader refuses by name. @throws when the checks are no JSON, which no saved draft has.
 */
export function toDraftFiles(draft: ScenarioDraft): Readonly<Record<string, string>> {
  const read = readGrading(draft.checks);
  if ('fault' in read) throw new Error(`cannot write the draft: its checks are ${read.fault.message}`);
  return {
    'scenario.json': `${JSON.stringify(toScenarioJson(draft, read.grading), null, 2)}\n`,
    'seed.sql': draft.seed.endsWith('\n') ? draft.seed : `${draft.seed}\n`,
    'solutions/reference.unfinished.sql': comment([
      'Unfinished: write what passes every check, and call it reference.sql.',
      draft.note,
    ]),
    'solutions/wrong-as-answered.unfinished.sql': `${comment([
      'Unfinished: say which must checks it fails (fails: a, b), and call it wrong-as-answered.sql.',
      `trace: ${toTraceLine(draft.trace)}`,
    ])}${toStatements(draft.trace)}`,
    'solutions/wrong-other.unfinished.sql': comment([
      'Unfinished: write another likely mistake, say which must checks it fails, and call it wrong-....sql.',
    ]),
  };
}

function comment(lines: readonly string[]): string {
  const all = lines.flatMap((line) => line.split(/\r\n?|\n/));
  return `${all.map((line) => `-- ${line}`.trimEnd()).join('\n')}\n`;
}

const mainInputs = ['sql', 'name', 'query', 'id', 'type'] as const;

/** As `parseSolution` reads it: without what would end an input too early. */
function toTraceLine(calls: readonly DraftCall[]): string {
  return toTrace(calls)
    .map(({ tool, input }) => {
      const key =
        tool === 'apply_migration' ? 'name' : mainInputs.find((one) => typeof input[one] === 'string');
      const said = key === undefined ? '' : String(input[key] ?? '');
      const plain = said.replaceAll(/[(),\s]+/g, ' ').trim();
      return plain === '' ? tool : `${tool}(${plain.slice(0, 80).trim()})`;
    })
    .join(', ');
}

function toStatements(calls: readonly DraftCall[]): string {
  return toJournal(calls)
    .map((entry) => {
      const sql = entry.sql.trim();
      const ended = sql.endsWith(';') ? sql : `${sql}\n;`;
      return entry.kind === 'migration' ? `-- migration: ${entry.name}\n${ended}\n-- end\n` : `${ended}\n`;
    })
    .join('');
}
