import { classNames } from './class-names.ts';

/** Something is being written right now. */
export function LiveDot({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames('size-2 shrink-0 animate-breathe rounded-full bg-kelp', className)}
    />
  );
}
