import type { EvalRunSummary, TrialCounts } from '#lib/evals/model/eval-run.ts';

export type RunTone = 'live' | 'good' | 'bad' | 'plain';

const endings = {
  complete: { words: 'Complete', tone: 'good' },
  cancelled: { words: 'Cancelled', tone: 'plain' },
  'cost-limit': { words: 'Stopped at the cost limit', tone: 'plain' },
  error: { words: 'Could not go on', tone: 'bad' },
} satisfies Record<NonNullable<EvalRunSummary['ending']>, { words: string; tone: RunTone }>;

/** Where an eval run is, in words. */
export function toRunState(run: Pick<EvalRunSummary, 'status' | 'ending' | 'cancelled'>): {
  words: string;
  tone: RunTone;
} {
  if (run.status === 'done') return run.ending ? endings[run.ending] : { words: 'Done', tone: 'plain' };
  if (run.cancelled) return { words: 'Stopping', tone: 'live' };
  return run.status === 'running'
    ? { words: 'Running', tone: 'live' }
    : { words: 'Waiting for a worker', tone: 'plain' };
}

export interface RunProgress {
  readonly ended: number;
  readonly total: number;
  /** 0 to 1. */
  readonly share: number;
}

export function toRunProgress(counts: TrialCounts): RunProgress {
  const ended = counts.graded + counts['infra-failed'] + counts.skipped;
  const total = ended + counts.waiting + counts.running;
  return { ended, total, share: total === 0 ? 0 : ended / total };
}

/** How far it is; of one that is over, what came of it. */
export function toProgressWords({ status, counts }: Pick<EvalRunSummary, 'status' | 'counts'>): string {
  const { ended, total } = toRunProgress(counts);
  const count = status === 'done' ? counts.graded : ended;
  const of = `${count.toLocaleString('en')} of ${total.toLocaleString('en')}`;
  return status === 'done' ? `${of} graded` : `${of} trials`;
}

/** What `toProgressWords` leaves out. */
export function toRestWords({ status, counts }: Pick<EvalRunSummary, 'status' | 'counts'>): string[] {
  if (status !== 'done') return toCountWords(counts);
  const cached = counts.cached > 0 ? [`${counts.cached.toLocaleString('en')} from the cache`] : [];
  return [...cached, ...toCountWords({ ...counts, graded: 0 })];
}

/** The counts that are worth a word, those in progress first. */
export function toCountWords(counts: TrialCounts): string[] {
  const tell = (count: number, words: string) =>
    count > 0 ? [`${count.toLocaleString('en')} ${words}`] : [];
  return [
    ...tell(counts.running, 'running'),
    ...tell(counts.waiting, 'waiting'),
    ...tell(
      counts.graded,
      counts.cached > 0 ? `graded (${counts.cached.toLocaleString('en')} from the cache)` : 'graded',
    ),
    ...tell(counts.skipped, 'skipped'),
    ...tell(counts['infra-failed'], 'broke for our reasons'),
  ];
}
