import { classNames } from './class-names.ts';

/** Keeps the place of what is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames('animate-breathe rounded-sm bg-hover', className)} />;
}
