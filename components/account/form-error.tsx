import { CircleAlert } from 'lucide-react';

/** Keeps its region on the page, so that a reader hears what comes into it. */
export function FormError({ words }: { words: string | undefined }) {
  return (
    <div role="alert">
      {words && (
        <p className="flex items-start gap-2 rounded-md bg-coral-wash px-3 py-2.5 text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-coral" strokeWidth={1.75} />
          {words}
        </p>
      )}
    </div>
  );
}
