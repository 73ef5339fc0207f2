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

export const toolStates = {
  'input-streaming': { words: 'is being prepared', icon: PencilLine, tone: 'live', isSaid: true },
  'input-available': { words: 'is about to run', icon: Hourglass, tone: 'live', isSaid: true },
  'approval-requested': { words: 'needs your approval', icon: Hand, tone: 'wait', isSaid: true },
  'approval-responded': { words: 'was answered', icon: ThumbsUp, tone: 'live', isSaid: true },
  running: { words: 'is running', icon: LoaderCircle, tone: 'live', isSaid: false, isSpinning: true },
  'output-available': { words: 'done', icon: Check, tone: 'calm', isSaid: false },
  'output-error': { words: 'failed', icon: CircleAlert, tone: 'bad', isSaid: true },
  'output-denied': { words: 'was not allowed', icon: Ban, tone: 'bad', isSaid: true },
  abandoned: { words: 'was broken off', icon: CircleSlash, tone: 'calm', isSaid: true },
} as const satisfies Record<ToolPart['state'], ToolStateLook>;

export const toneClasses = {
  live: 'text-kelp',
  calm: 'text-ink-soft',
  wait: 'text-sand',
  bad: 'text-coral',
} satisfies Record<ToolStateLook['tone'], string>;
