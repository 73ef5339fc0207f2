import type { Message } from '#lib/protocol/message.ts';
import type { Run } from '#lib/protocol/snapshot.ts';

/** What is happening to an answer, in the one word that decides how it looks. */
export type AnswerPhase =
  | 'waiting'
  | 'thinking'
  | 'writing'
  | 'recovering'
  | 'stopping'
  | 'suspended'
  | 'complete'
  | 'stopped'
  | 'failed';

/** `run` may be unknown: a message of long ago has only its status. */
export function toAnswerPhase(message: Message, run: Run | undefined): AnswerPhase {
  switch (message.status) {
    case 'complete':
      return 'complete';
    case 'cancelled':
      return 'stopped';
    case 'error':
      return 'failed';
    case 'streaming':
      break;
  }
  if (run?.cancelRequested) return 'stopping';
  if (run?.status === 'recovering') return 'recovering';
  if (run?.status === 'suspended') return 'suspended';
  if (run?.status === 'requested') return 'waiting';
  return hasWords(message) ? 'writing' : 'thinking';
}

function hasWords(message: Message): boolean {
  return message.parts.some(
    (part) => (part.type === 'text' || part.type === 'reasoning') && part.text !== '',
  );
}

export function isLivePhase(phase: AnswerPhase): boolean {
  return phase !== 'complete' && phase !== 'stopped' && phase !== 'failed';
}
