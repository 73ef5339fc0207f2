/** How a cell is read. */
export function MatrixLegend({ production }: { production: number | null }) {
  return (
    <p className="mt-2 text-xs text-ink-soft">
      A cell: trials in which every must check passed, of those graded; on the right, its completeness (checks
      passed of checks that applied); below, the 95 % interval of passing
      {production !== null &&
        `, and points of completeness against version ${production}, which is in production`}
      . What broke for our reasons counts neither way.
    </p>
  );
}
