import type { Message } from '#lib/protocol/message.ts';
import { textOf } from '#lib/state/selectors.ts';
import { countWords } from '../message/count-words.ts';
import type { StatusWords } from './connection-words.ts';

/** What someone who does not see the page has to know of it. */
export interface Announced {
  /** The newest answer. */
  answer: Message | undefined;
  connection: StatusWords | undefined;
  /** Questions that a person has to answer before the answer goes on. */
  approvals: number;
}

/** The sentence for what changed; undefined when nothing worth saying did. At most four for one answer. */
export function findAnnouncement(before: Announced, now: Announced): string | undefined {
  if (before.connection?.words !== now.connection?.words) {
    if (now.connection) return now.connection.words;
    if (before.connection?.tone !== 'calm') return 'Reconnected';
  }
  if (now.approvals > before.approvals) return 'Approval needed';
  const answer = now.answer;
  if (!answer || (before.answer?.id === answer.id && before.answer.status === answer.status))
    return undefined;
  // A session that was opened with its answer complete is read, not announced.
  if (before.answer === undefined && answer.status !== 'streaming') return undefined;
  switch (answer.status) {
    case 'streaming':
      return 'Answering';
    case 'complete':
      return `Answer complete, ${toCount(countWords(textOf(answer)))}`;
    case 'cancelled':
      return 'Stopped';
    case 'error':
      return 'The answer ended in an error';
  }
}

function toCount(words: number): string {
  return words === 1 ? '1 word' : `${words} words`;
}
