import type { ComponentProps } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import { withTooltip } from './tooltip.ts';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon;
  label: string;
  keys?: string;
  size?: 'small' | 'normal';
}

/** A button that is only a sign. Its label is its name and its tooltip. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  size = 'normal',
  className,
  ...props
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      {...withTooltip({ label, keys })}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-md text-ink-soft transition-colors duration-100',
        'hover:bg-hover hover:text-ink aria-pressed:bg-kelp-wash aria-pressed:text-kelp',
        'disabled:pointer-events-none disabled:opacity-40 pointer-coarse:size-11',
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
  );
}
