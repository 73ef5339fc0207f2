import type { Message, ToolPart } from '#lib/protocol/message.ts';
import type { Run } from '#lib/protocol/snapshot.ts';

/** What is happening to an answer, in the one word that decides how it looks. */
export type AnswerPhase =
  | 'waiting'
  | 'thinking'
  | 'writing'
  /** Tools run; their cards say so. */
  | 'working'
  | 'recovering'
  | 'stopping'
  /** Nothing goes on before a person has answered. */
  | 'asking'
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
  if (run?.status === 'requested') return 'waiting';
  const end = toEndPhase(message);
  return run?.status === 'suspended' && end !== 'asking' ? 'suspended' : end;
}

type OpenToolPhase = 'asking' | 'answered' | 'working' | undefined;

const toolPhases = {
  'input-streaming': 'working',
  'input-available': 'working',
  'approval-requested': 'asking',
  'approval-responded': 'answered',
  running: 'working',
  'output-available': undefined,
  'output-error': undefined,
  'output-denied': undefined,
  abandoned: undefined,
} satisfies Record<ToolPart['state'], OpenToolPhase>;

/** By what stands at the end: words that grow, tools at work, or nothing yet of what comes next. */
function toEndPhase({ parts }: Message): 'thinking' | 'writing' | 'working' | 'asking' {
  const phases = new Set(
    parts.map((part) => (part.type === 'dynamic-tool' ? toolPhases[part.state] : undefined)),
  );
  if (phases.has('working')) return 'working';
  // An answer to one of several questions changes nothing until the last is answered.
  if (phases.has('asking')) return 'asking';
  if (phases.has('answered')) return 'working';
  const last = parts.findLast(({ type }) => type !== 'data-budget' && type !== 'data-compaction');
  const isWords = (last?.type === 'text' || last?.type === 'reasoning') && last.text !== '';
  return isWords ? 'writing' : 'thinking';
}

export function isLivePhase(phase: AnswerPhase): boolean {
  return phase !== 'complete' && phase !== 'stopped' && phase !== 'failed';
}
