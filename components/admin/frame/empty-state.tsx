import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';

export interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  /** What would be here, and what brings it. */
  text: ReactNode;
  /** The way on. */
  children?: ReactNode;
}

/** In the place of a list that has nothing yet. */
export function EmptyState({ icon: Icon, title, text, children }: EmptyStateProps) {
  return (
    <div className="rounded-md border border-dashed border-line-strong/60 px-6 py-10 text-center">
      {Icon && <Icon aria-hidden className="mx-auto mb-3 size-6 text-kelp" strokeWidth={1.5} />}
      <p className="font-semibold">{title}</p>
      <p className="mx-auto mt-1 max-w-md text-sm text-ink-soft">{text}</p>
      {children && <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
