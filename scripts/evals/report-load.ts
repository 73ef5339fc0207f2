import { writeFile } from 'node:fs/promises';
import type { EvalReport } from '#lib/evals/read/report/eval-report.ts';
import { toJUnit } from '#lib/evals/read/report/to-junit.ts';
import { toReportJson } from '#lib/evals/read/report/to-report-json.ts';
import { BadInput } from './bad-input.ts';
import type { Evals } from './with-evals.ts';

/** All that the database says about an eval run. @throws BadInput where there is none */
export async function loadReport(
  { reads, skills, listScenarios }: Pick<Evals, 'reads' | 'skills' | 'listScenarios'>,
  evalRunId: string,
): Promise<EvalReport> {
  const results = await reads.findRun(evalRunId, { evidence: true });
  if (!results) {
    const hint = '`npm run evals -- report` lists the newest ones';
    throw new BadInput(`cannot report ${evalRunId}: there is no such eval run. ${hint}`);
  }
  const { skillName, skillHash } = results.run.spec;
  const [scenarios, production, ledger, gate] = await Promise.all([
    listScenarios(skillName),
    skills.findLabel(skillName, 'production'),
    reads.ledger(skillName, skillHash),
    reads.gate(skillName, skillHash),
  ]);
  const isOther = production !== undefined && production.hash !== skillHash;
  const before = isOther ? await reads.resultsOf(skillName, production.hash) : [];
  return { ...results, ...ledger, scenarios, before, gate };
}

export async function writeReportFiles(
  report: EvalReport,
  files: { readonly json: string | undefined; readonly junit: string | undefined },
): Promise<void> {
  if (files.json !== undefined) await writeFile(files.json, toReportJson(report));
  if (files.junit !== undefined) await writeFile(files.junit, toJUnit(report));
}
