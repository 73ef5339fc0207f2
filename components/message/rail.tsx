import { classNames } from '../ui/class-names.ts';
import type { AnswerPhase } from './answer-phase.ts';

const phaseClasses = {
  waiting: 'bg-line-strong animate-breathe',
  thinking: 'bg-kelp animate-breathe',
  writing: 'bg-kelp',
  working: 'bg-kelp',
  recovering:
    'animate-breathe text-sand bg-[repeating-linear-gradient(currentColor_0_5px,transparent_5px_10px)]',
  stopping: 'bg-line-strong animate-breathe',
  asking: 'bg-sand',
  suspended: 'text-sand bg-[repeating-linear-gradient(currentColor_0_5px,transparent_5px_10px)]',
  complete: 'bg-transparent',
  stopped: 'bg-line-strong',
  failed: 'bg-coral',
} satisfies Record<AnswerPhase, string>;

/** The stipe beside an answer: green while it grows, broken while it is picked up again, gone when it is whole. */
export function Rail({ phase }: { phase: AnswerPhase }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'absolute inset-y-0.5 -left-3 w-0.5 rounded-full transition-colors duration-500 md:-left-5',
        phaseClasses[phase],
      )}
    />
  );
}
