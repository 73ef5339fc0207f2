import { createInterface } from 'node:readline/promises';
import { conditions, type EvalSpec } from '#lib/evals/model/eval-spec.ts';
import { toReportText } from '#lib/evals/read/report/to-report-text.ts';
import { describeSurroundings } from '#lib/evals/run/skill-surroundings.ts';
import { openSkills } from '#lib/skills/open-skills.ts';
import { SKILLS_DIR } from '#lib/skills/skill-folders.ts';
import { BadInput } from './bad-input.ts';
import { loadReport, writeReportFiles } from './report-load.ts';
import { toVerdict } from './report-verdict.ts';
import { chooseModels, chooseScenarios } from './run-choices.ts';
import { followRun } from './run-follow.ts';
import { Interrupts } from './run-interrupts.ts';
import { parseRunOptions, type RunOptions } from './run-options.ts';
import { needsAgreement, tellPrice } from './run-price.ts';
import { findTriedVersion, type TriedVersion } from './run-version.ts';
import { withEvals, type Evals } from './with-evals.ts';

/** Who asked, where an eval run names it. */
const COMMAND_LINE = 'command line';

/** Runs evals and reports them. True when every trial was graded and, where the gate judges them, it is open. */
export async function run(args: string[]): Promise<boolean> {
  const options = parseRunOptions(args);
  return withEvals(async (evals) => {
    const { spec, version } = await toSpec(evals, options);
    const estimate = await evals.starter.estimate(spec);
    console.log(tellPrice(spec, version, estimate));
    if (options.isDry) return true;
    if (needsAgreement(spec, estimate) && !options.isAgreed) await requireAgreement();
    const { status, evalRunId } = await evals.starter.start(spec, COMMAND_LINE);
    const what = status === 'started' ? 'Eval run' : 'Somebody started the same already: joined eval run';
    console.log(`${what} ${evalRunId}`);
    const interrupts = new Interrupts();
    const stopListening = interrupts.listen();
    const asked = { evalRunId, isOurs: status === 'started', interrupts, print: console.log };
    const end = await followRun(evals, asked).finally(stopListening);
    if (end === 'left') {
      const fate = asked.isOurs ? 'It stops as soon as a node has it.' : 'It goes on.';
      console.log(`Left ${evalRunId}. ${fate} To come back: npm run evals -- report ${evalRunId}`);
      return false;
    }
    const report = await loadReport(evals, evalRunId);
    const verdict = toVerdict(report);
    console.log(`\n${toReportText(report)}\n\n${verdict.line}`);
    await writeReportFiles(report, options.files);
    return verdict.ok;
  });
}

async function toSpec(evals: Evals, options: RunOptions): Promise<{ spec: EvalSpec; version: TriedVersion }> {
  const { config, skills, modelIds } = evals;
  if (config.workbench === 'off')
    throw new BadInput('cannot run evals: the Workbench is switched off (HOLDFAST_WORKBENCH)');
  const skillName = options.skillName ?? (config.skill === 'none' ? 'workbench' : config.skill);
  const scenarios = await evals.listScenarios(skillName);
  const scenarioIds = chooseScenarios(
    options.scenarioIds,
    scenarios.map(({ id }) => id),
  );
  const chosen = chooseModels(options.modelIds, modelIds);
  if (!(await skills.findLabel(skillName, 'production'))) await takeOverFolders(evals);
  const { version: asked } = options;
  const version = await findTriedVersion({ store: skills, skillName, version: asked, directory: SKILLS_DIR });
  const { conditions: named, repeats, maxCostUsd } = options;
  const spec = {
    skillName,
    skillHash: version.hash,
    scenarioIds: [...scenarioIds],
    conditions: named.length > 0 ? [...named] : [...conditions],
    modelIds: [...chosen],
    repeats,
    maxCostUsd,
  };
  return { spec, version };
}

/** As the first start of the app does; where something is in production it is left to the app. */
async function takeOverFolders({ db, config, logger }: Evals): Promise<void> {
  await openSkills({ db, config: { ...config, role: 'all' }, logger, describeSurroundings });
}

/** @throws BadInput where nobody agrees */
async function requireAgreement(): Promise<void> {
  const hint = 'add --yes, or a limit with --max-cost';
  if (!process.stdin.isTTY)
    throw new BadInput(`cannot start: this costs money and nobody is here to agree; ${hint}`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question('This costs money. Start? [y/N] ');
    if (!/^y(es)?$/i.test(answer.trim())) throw new BadInput(`nothing was started; ${hint}`);
  } finally {
    terminal.close();
  }
}
