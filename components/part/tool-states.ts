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
  words: string;
  icon: LucideIcon;
  tone: 'live' | 'calm' | 'wait' | 'bad';
}

export const toolStates = {
  'input-streaming': { words: 'is being prepared', icon: PencilLine, tone: 'live' },
  'input-available': { words: 'is about to run', icon: Hourglass, tone: 'live' },
  'approval-requested': { words: 'needs your approval', icon: Hand, tone: 'wait' },
  'approval-responded': { words: 'was answered', icon: ThumbsUp, tone: 'calm' },
  running: { words: 'is running', icon: LoaderCircle, tone: 'live' },
  'output-available': { words: 'done', icon: Check, tone: 'calm' },
  'output-error': { words: 'failed', icon: CircleAlert, tone: 'bad' },
  'output-denied': { words: 'was not allowed', icon: Ban, tone: 'bad' },
  abandoned: { words: 'was broken off', icon: CircleSlash, tone: 'calm' },
} satisfies Record<ToolPart['state'], ToolStateLook>;

export const toneClasses = {
  live: 'text-kelp',
  calm: 'text-ink-soft',
  wait: 'text-sand',
  bad: 'text-coral',
} satisfies Record<ToolStateLook['tone'], string>;
