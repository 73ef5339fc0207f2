import type { Trial } from '#lib/evals/model/eval-run.ts';

/** `3 of 6 trials (demo:coral 0 of 3, demo:kelp 3 of 3)`: in how many of the trials something is true. */
export function tellCounts(trials: readonly Trial[], isTrue: (trial: Trial) => boolean): string {
  const count = (some: readonly Trial[]): string => `${some.filter(isTrue).length} of ${some.length}`;
  const models = [...Map.groupBy(trials, ({ modelId }) => modelId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([modelId, own]) => `${modelId} ${count(own)}`);
  return `${count(trials)} trials (${models.join(', ')})`;
}
