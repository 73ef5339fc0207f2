import { createRandom } from './random.ts';

/** How fast an answer is said. */
export interface Pace {
  /** Infinity: as fast as the reader takes it. */
  wordsPerSecond: number;
  /** Before the first word. */
  thinkMs: number;
  /** How far a gap may be from the mean, as a share of it. 0 is a metronome. */
  jitter: number;
}

export const defaultPace: Pace = { wordsPerSecond: 40, thinkMs: 250, jitter: 0.35 };

/** `... at 50 per second` in a prompt: an even pace, and no pause for thought. */
export function findPace(prompt: string): Pace | undefined {
  const asked = /\bat (\d+(?:\.\d+)?) (?:words )?per second\b/i.exec(prompt)?.[1];
  return asked === undefined || Number(asked) === 0 ? undefined : evenPace(Number(asked));
}

export function evenPace(wordsPerSecond: number): Pace {
  return { wordsPerSecond, thinkMs: 0, jitter: 0 };
}

/** The gaps between words in milliseconds, without end; the same for the same seed. */
export function createGaps({ wordsPerSecond, jitter }: Pace, seed: number): () => number {
  const meanMs = 1000 / wordsPerSecond;
  if (jitter === 0) return () => meanMs;
  const random = createRandom(seed);
  return () => meanMs * (1 + jitter * (2 * random() - 1));
}
