'use client';

import type { ComponentProps } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Tooltip, type TooltipProps } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon;
  label: string;
  keys?: string;
  size?: 'small' | 'normal';
  side?: TooltipProps['side'];
}

/** A button that is only a sign. Its label is its name and its tooltip. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  size = 'normal',
  side,
  className,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip label={label} {...(keys ? { keys } : {})} {...(side ? { side } : {})}>
      <button
        type="button"
        aria-label={label}
        className={classNames(
          'inline-flex shrink-0 items-center justify-center rounded-md text-ink-soft transition-colors duration-100',
          'hover:bg-hover hover:text-ink aria-pressed:bg-kelp-wash aria-pressed:text-kelp disabled:pointer-events-none disabled:opacity-40',
          'data-[state=open]:bg-hover data-[state=open]:text-ink pointer-coarse:size-11',
          size === 'small' ? 'size-7' : 'size-8',
          className,
        )}
        {...props}
      >
        <Icon
          aria-hidden
          className={size === 'small' ? 'size-[0.9375rem]' : 'size-[1.0625rem]'}
          strokeWidth={1.75}
        />
      </button>
    </Tooltip>
  );
}
