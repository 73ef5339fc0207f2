import { toReportText } from '#lib/evals/read/report/to-report-text.ts';
import { BadInput } from './bad-input.ts';
import { readOptions, requireWritable } from './read-options.ts';
import { tellRuns } from './report-list.ts';
import { loadReport, writeReportFiles } from './report-load.ts';
import { toVerdict } from './report-verdict.ts';
import { withEvals } from './with-evals.ts';

export const REPORT_USAGE = 'npm run evals -- report [<evalRunId>] [--json file] [--junit file]';
const LISTED = 20;

/** What an eval run showed, from the database; without an id, which ones there are. */
export async function report(args: string[]): Promise<boolean> {
  const text = { type: 'string' } as const;
  const options = { json: text, junit: text };
  const { positionals, values } = readOptions({ args, allowPositionals: true, options }, REPORT_USAGE);
  const [evalRunId, ...others] = positionals;
  const files = {
    json: requireWritable('json', values.json),
    junit: requireWritable('junit', values.junit),
  };
  const hasFiles = files.json !== undefined || files.junit !== undefined;
  if (others.length > 0 || (evalRunId === undefined && hasFiles)) throw new BadInput(REPORT_USAGE);
  return withEvals(async (evals) => {
    if (evalRunId === undefined) {
      console.log(tellRuns(await evals.reads.listRuns({ limit: LISTED })));
      return true;
    }
    const found = await loadReport(evals, evalRunId);
    const verdict = toVerdict(found);
    console.log(`${toReportText(found)}\n\n${verdict.line}`);
    await writeReportFiles(found, files);
    return verdict.ok;
  });
}
