import { untitled } from '../sidebar/row-state.ts';
import { Skeleton } from '../ui/skeleton.tsx';

/** The page of a session while its text is on the way: everything is where it will be. */
export function SessionSkeleton() {
  return (
    <main aria-busy className="flex min-h-0 flex-1 flex-col">
      <title>{`${untitled} · Holdfast`}</title>
      <h1 className="sr-only">Loading the session</h1>
      <div className="flex h-(--topbar) shrink-0 items-center border-b border-line topbar-gutter">
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="mx-auto flex w-full max-w-(--column) flex-1 flex-col justify-end space-y-3 px-5 pb-6 md:px-8">
        <Skeleton className="ml-auto h-11 w-3/5 rounded-lg" />
        <Skeleton className="h-4 w-11/12" />
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-4 w-2/3" />
      </div>
      <div className="mx-auto w-full max-w-(--column) px-3 pb-3 md:px-6">
        <div className="h-[6.5rem] rounded-lg border border-line bg-raised" />
      </div>
    </main>
  );
}
