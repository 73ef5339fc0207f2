import type { Reading } from '#lib/evals/model/matrix.ts';
import { noShare } from '../share-words.ts';

const FIRST = 4;

/** What was read, and in how many of the trials. */
export function ReadingList({ readings, trials }: { readings: readonly Reading[]; trials: number }) {
  if (readings.length === 0) return noShare;
  const more = readings.length - FIRST;
  return (
    <ul>
      {readings.slice(0, FIRST).map(({ name, trials: count }) => (
        <li key={name} className="[overflow-wrap:anywhere]">
          {name.replace(/^references\//, '')}{' '}
          <span className="whitespace-nowrap text-ink-soft">
            {count}/{trials}
          </span>
        </li>
      ))}
      {more > 0 && <li className="text-ink-soft">and {more} more</li>}
    </ul>
  );
}
