import {
  Ban,
  Check,
  CircleAlert,
  CircleSlash,
  Hand,
  Hourglass,
  LoaderCircle,
  PencilLine,
  ThumbsUp,
  type LucideIcon,
} from 'lucide-react';
import type { ToolPart } from '#lib/protocol/message.ts';

export interface ToolStateLook {
  /** After the tool's name. */
  words: string;
  icon: LucideIcon;
  tone: 'live' | 'calm' | 'wait' | 'bad';
  /** The words are for the eye, too; else the sign and what stands beside it say enough. */
  isSaid: boolean;
  isSpinning?: true;
}

const toolStates = {
  'input-streaming': { words: 'is being prepared', icon: PencilLine, tone: 'live', isSaid: true },
  'input-available': { words: 'is about to run', icon: Hourglass, tone: 'live', isSaid: true },
  'approval-requested': { words: 'needs your approval', icon: Hand, tone: 'wait', isSaid: true },
  'approval-responded': { words: 'may run', icon: ThumbsUp, tone: 'live', isSaid: true },
  running: { words: 'is running', icon: LoaderCircle, tone: 'live', isSaid: false, isSpinning: true },
  'output-available': { words: 'done', icon: Check, tone: 'calm', isSaid: false },
  'output-error': { words: 'failed', icon: CircleAlert, tone: 'bad', isSaid: true },
  'output-denied': { words: 'was not allowed', icon: Ban, tone: 'bad', isSaid: true },
  abandoned: { words: 'was broken off', icon: CircleSlash, tone: 'calm', isSaid: true },
} satisfies Record<ToolPart['state'], ToolStateLook>;

const notAllowed: ToolStateLook = { words: 'may not run', icon: Ban, tone: 'bad', isSaid: true };

/** How a tool call looks. An answer to the question whether it may run is a yes or a no. */
export function toToolLook({ state, approval }: Pick<ToolPart, 'state' | 'approval'>): ToolStateLook {
  const isRefused = approval?.status === 'denied' || approval?.status === 'expired';
  return state === 'approval-responded' && isRefused ? notAllowed : toolStates[state];
}

export const toneClasses = {
  live: 'text-kelp',
  calm: 'text-ink-soft',
  wait: 'text-sand',
  bad: 'text-coral',
} satisfies Record<ToolStateLook['tone'], string>;
