/** Sessions under one heading, in the order they came. */
export interface AgeGroup<T> {
  heading: string;
  rows: T[];
}

const DAY_MS = 86_400_000;

/**
 * Groups rows that are sorted newest first. Days are those of the reader: `timeZone` is an IANA name, or undefined for
 * the one of this machine.
 */
export function groupByAge<T extends { updatedAt: string }>(
  rows: readonly T[],
  nowMs: number,
  timeZone?: string,
): AgeGroup<T>[] {
  const calendar = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  // The calendar day, as its midnight in UTC.
  const toDay = (atMs: number) => Date.parse(`${calendar.format(atMs)}T00:00:00Z`);
  const today = toDay(nowMs);

  const groups: AgeGroup<T>[] = [];
  for (const row of rows) {
    const day = toDay(Date.parse(row.updatedAt));
    const heading = toHeading(Math.round((today - day) / DAY_MS), day);
    const group = groups.at(-1);
    if (group?.heading === heading) group.rows.push(row);
    else groups.push({ heading, rows: [row] });
  }
  return groups;
}

function toHeading(daysAgo: number, day: number): string {
  // A clock that runs behind the server's sees sessions of the future.
  if (daysAgo <= 0) return 'Today';
  if (daysAgo === 1) return 'Yesterday';
  if (daysAgo <= 7) return 'Last 7 days';
  if (daysAgo <= 30) return 'Last 30 days';
  return new Date(day).toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}
