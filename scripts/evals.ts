// Evals from the command line, beside a running app or without one.
import { toExitCode } from './evals/bad-input.ts';
import { check, CHECK_USAGE } from './evals/check.ts';
import { draft, DRAFT_USAGE } from './evals/draft.ts';
import { report, REPORT_USAGE } from './evals/report.ts';
import { RUN_USAGE } from './evals/run-options.ts';
import { run } from './evals/run.ts';

interface Command {
  readonly usage: string;
  /** Answers with whether all is well, which becomes the exit code. */
  run(args: string[]): Promise<boolean>;
}

const commands: Readonly<Record<string, Command>> = {
  run: { usage: RUN_USAGE, run },
  report: { usage: REPORT_USAGE, run: report },
  check: { usage: CHECK_USAGE, run: check },
  draft: { usage: DRAFT_USAGE, run: draft },
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
try {
  if (!command) {
    console.error(
      Object.values(commands)
        .map(({ usage }) => usage)
        .join('\n'),
    );
    process.exitCode = 1;
  } else if (!(await command.run(args))) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = toExitCode(error);
}
