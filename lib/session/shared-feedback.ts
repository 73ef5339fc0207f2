import type { FeedbackReads } from './feedback-reads.ts';

const bus = Symbol.for('holdfast');
// Cast: this symbol is ours; every layer adds its own key to the object behind it (docs/decisions).
const world = globalThis as { [bus]?: { feedback?: FeedbackReads } };

export function shareFeedback(feedback: FeedbackReads): void {
  world[bus] = { ...world[bus], feedback };
}

/** For admin pages. @throws when the server has not started this process: `next start` alone is not enough. */
export function requireFeedback(): FeedbackReads {
  const feedback = world[bus]?.feedback;
  if (!feedback) throw new Error('cannot read feedback: start the app with its server (npm start)');
  return feedback;
}
