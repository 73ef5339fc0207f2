import type { ComponentProps } from 'react';

/** A wide table scrolls by itself, by keyboard too. */
export function DataTable({ children }: Pick<ComponentProps<'table'>, 'children'>) {
  return (
    <div role="group" aria-label="Table" tabIndex={0} className="overflow-x-auto">
      <table>{children}</table>
    </div>
  );
}
