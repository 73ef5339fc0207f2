/** What of an eval run a page needs to follow it. */
interface Followed {
  readonly run: { readonly revision: number; readonly status: string };
}

/** An eval run as a page last heard of it. */
export interface FollowedRun<Reply extends Followed> {
  readonly reply: Reply;
  /** Asks in a row that nobody answered: the server restarts, or the network is away. */
  readonly failures: number;
  /** It was deleted, or whoever looks is no admin any more. */
  readonly isGone: boolean;
}

export type PollOutcome<Reply> =
  | { kind: 'fresh'; reply: Reply }
  | { kind: 'same' }
  | { kind: 'failed' }
  | { kind: 'gone' };

const EVERY_MS = 1_000;
const AT_MOST_MS = 8_000;

/** The run goes on without its page: whatever comes, what is shown stays, and nothing older replaces it. */
export function followRun<Reply extends Followed>(
  before: FollowedRun<Reply>,
  outcome: PollOutcome<Reply>,
): FollowedRun<Reply> {
  switch (outcome.kind) {
    case 'fresh': {
      const isNewer = outcome.reply.run.revision >= before.reply.run.revision;
      return { reply: isNewer ? outcome.reply : before.reply, failures: 0, isGone: false };
    }
    case 'same':
      return before.failures === 0 ? before : { ...before, failures: 0 };
    case 'failed':
      return { ...before, failures: before.failures + 1 };
    case 'gone':
      return { ...before, isGone: true };
  }
}

/** Undefined when there is nothing more to hear. Who does not answer is asked less and less often. */
export function toNextPollMs<Reply extends Followed>(followed: FollowedRun<Reply>): number | undefined {
  if (followed.isGone || followed.reply.run.status === 'done') return undefined;
  return Math.min(AT_MOST_MS, EVERY_MS * 2 ** Math.min(followed.failures, 10));
}

/** Two asks lost in a row is no accident any more. */
export function isOutOfTouch({ failures, isGone }: FollowedRun<Followed>): boolean {
  return failures >= 2 && !isGone;
}
