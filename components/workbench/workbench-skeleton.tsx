import { Skeleton } from '../ui/skeleton.tsx';

/** Keeps the place of the tables. */
export function WorkbenchSkeleton() {
  return (
    <div className="space-y-2">
      <span className="sr-only">Loading the Workbench</span>
      <Skeleton className="mb-3 h-4 w-24" />
      {['users', 'notes', 'tasks', 'teams'].map((name) => (
        <Skeleton key={name} className="h-9 rounded-md" />
      ))}
    </div>
  );
}
