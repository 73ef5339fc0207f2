import type { ReactNode } from 'react';
import { classNames } from '#components/ui/class-names.ts';

export interface DataTableProps {
  /** Names the table for those who do not see it. */
  label: string;
  /** `thead` and `tbody`. A cell that holds a number has `data-number`. */
  children: ReactNode;
  className?: string;
}

/** A table that scrolls by itself where it is wider than the page. */
export function DataTable({ label, children, className }: DataTableProps) {
  return (
    <div
      role="region"
      aria-label={label}
      // Keys have to be able to scroll it, also where no cell takes the focus.
      tabIndex={0}
      className="relative overflow-x-auto rounded-md border border-line bg-raised"
    >
      <table className={classNames(tableClasses, className)}>{children}</table>
    </div>
  );
}

const tableClasses = classNames(
  'w-full border-collapse text-left text-sm',
  '[&_th]:h-9 [&_th]:px-3 [&_th]:text-xs [&_th]:font-medium [&_th]:whitespace-nowrap [&_th]:text-ink-soft',
  '[&_thead]:border-b [&_thead]:border-line [&_thead]:bg-sunken',
  '[&_td]:px-3 [&_td]:py-2 [&_td]:align-middle',
  '[&_tbody_tr+tr]:border-t [&_tbody_tr]:border-line',
  '[&_[data-number]]:text-right [&_[data-number]]:tabular-nums',
);
