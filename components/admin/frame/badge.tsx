import type { ReactNode } from 'react';
import { classNames } from '#components/ui/class-names.ts';

type Tone = 'plain' | 'good' | 'warn' | 'bad';

const toneClasses = {
  plain: 'border-line-strong/60 text-ink-soft',
  good: 'border-transparent bg-kelp-wash text-kelp',
  warn: 'border-transparent bg-sand-wash text-sand',
  bad: 'border-transparent bg-coral-wash text-coral',
} satisfies Record<Tone, string>;

/** A word about something, `simulated` for example. Its colour says nothing that the word does not. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center rounded-full border px-2 text-xs font-medium whitespace-nowrap',
        toneClasses[tone],
      )}
    >
      {children}
    </span>
  );
}
