import type { ComponentProps } from 'react';
import { Slot } from 'radix-ui';
import { classNames } from './class-names.ts';

type Tone = 'primary' | 'quiet' | 'plain' | 'danger';

const toneClasses = {
  primary: 'bg-kelp text-on-kelp hover:bg-kelp-strong',
  quiet: 'border border-line-strong/60 bg-raised text-ink hover:border-line-strong hover:bg-hover',
  plain: 'text-ink-soft hover:bg-hover hover:text-ink',
  danger: 'bg-coral text-paper hover:opacity-90',
} satisfies Record<Tone, string>;

export interface ButtonProps extends ComponentProps<'button'> {
  tone?: Tone;
  size?: 'small' | 'normal';
  /** Gives the look to the only child, a link for example. */
  asChild?: boolean;
}

export function Button({ tone = 'quiet', size = 'normal', asChild, className, ...props }: ButtonProps) {
  const Element = asChild ? Slot.Root : 'button';
  return (
    <Element
      {...(asChild ? {} : { type: 'button' })}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none',
        'transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:min-h-11',
        size === 'small' ? 'h-7 px-2.5 text-xs' : 'h-9 px-3.5 text-sm',
        toneClasses[tone],
        className,
      )}
      {...props}
    />
  );
}
