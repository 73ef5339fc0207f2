import { sleep, systemClock as clock } from '#lib/base/clock.ts';
import { isPassingFault } from '#lib/db/database-fault.ts';
import { isEvalRunDriven } from '#lib/db/eval-lease-rows.ts';
import { cancelEvalRun } from '#lib/db/eval-rows.ts';
import type { Interrupts } from './run-interrupts.ts';
import { RunProgress } from './run-progress.ts';
import { RunWorker } from './run-worker.ts';
import type { Evals } from './with-evals.ts';

const POLL_MS = 400;
/** How long a live node has for its claim, beyond two of its looks for work. */
const CLAIM_MS = 500;

/**
 * Shows an eval run until its end, or until somebody leaves it. While no node of the installation drives it, a worker is
 * started for it. Ctrl-C cancels what this command started, and only leaves what somebody else did.
 */
export async function followRun(
  evals: Pick<Evals, 'db' | 'reads' | 'config'>,
  asked: {
    evalRunId: string;
    isOurs: boolean;
    interrupts: Pick<Interrupts, 'stop' | 'leave'>;
    print: (line: string) => void;
  },
): Promise<'done' | 'left'> {
  const { db, reads, config } = evals;
  const { evalRunId, isOurs, interrupts, print } = asked;
  const progress = new RunProgress(print);
  const leave = isOurs ? interrupts.leave : interrupts.stop;
  const claimMs = config.timings.claimPollMs * 2 + CLAIM_MS;
  let worker: RunWorker | undefined;
  let revision = -1;
  let isCancelled = false;
  let drivenAt = clock.now();
  let isTold = false;

  const look = async (): Promise<boolean> => {
    if (isOurs && interrupts.stop.aborted && !isCancelled) {
      await cancelEvalRun(db, evalRunId);
      isCancelled = true;
      print('Stopping: what runs is being stopped. Ctrl-C again leaves it to itself.');
    }
    const run = await reads.findSummary(evalRunId);
    if (!run) throw new Error(`the eval run ${evalRunId} is gone`);
    if (run.revision !== revision) {
      const found = await reads.findRun(evalRunId, { evidence: false });
      progress.tell(found?.trials ?? []);
      revision = run.revision;
    }
    if (run.status === 'done') return true;
    if (await isEvalRunDriven(db, evalRunId)) {
      drivenAt = clock.now();
      if (!worker && !isTold) print('A node that is running works on it.');
      isTold = true;
    } else if (!worker && clock.now() - drivenAt > claimMs) {
      print('No node that is running takes it: starting a worker.');
      worker = await RunWorker.start();
    }
    if (worker?.fault !== undefined) throw new Error(worker.fault);
    return false;
  };

  try {
    for (;;) {
      // The database may be started again beneath us; the eval run goes on then, and so does this.
      const isDone = await look().catch((error: unknown) => {
        if (isPassingFault(error)) return false;
        throw error;
      });
      if (isDone) return 'done';
      if (leave.aborted) return 'left';
      await sleep(clock, POLL_MS, isCancelled ? leave : interrupts.stop);
    }
  } finally {
    await worker?.stop();
  }
}
