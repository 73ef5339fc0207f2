import type { Trial } from '#lib/evals/model/eval-run.ts';

export interface TrialState {
  readonly words: string;
  readonly tone: 'good' | 'bad' | 'warn' | 'plain';
}

/** How a trial came out, in words. */
export function toTrialState({ status, isPassed }: Pick<Trial, 'status' | 'isPassed'>): TrialState {
  switch (status) {
    case 'waiting':
      return { words: 'Waiting', tone: 'plain' };
    case 'running':
      return { words: 'Running', tone: 'good' };
    case 'graded':
      if (isPassed === null) return { words: 'No must check applied', tone: 'plain' };
      return isPassed ? { words: 'Passed', tone: 'good' } : { words: 'Failed', tone: 'bad' };
    case 'infra-failed':
      return { words: 'Broke for our reasons', tone: 'warn' };
    case 'skipped':
      return { words: 'Skipped', tone: 'plain' };
  }
}

/** More may come of it. */
export function isTrialOpen({ status }: Pick<Trial, 'status'>): boolean {
  return status === 'waiting' || status === 'running';
}
