'use client';

import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

/** Something on a page broke. Sessions are on the server: nothing of them is lost by loading the page anew. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="flex min-h-dvh flex-1 flex-col">
      <title>Something broke · Holdfast</title>
      <Notice
        title="This page broke"
        text="Your sessions are safe on the server, and an answer in progress goes on. Try again, or load the page anew."
      >
        <Button tone="primary" onClick={reset}>
          Try again
        </Button>
        <Button onClick={() => location.reload()}>Load anew</Button>
        {error.digest && (
          <p className="mt-2 w-full text-xs text-ink-soft">
            For whoever runs this server: <code className="font-mono">{error.digest}</code>
          </p>
        )}
      </Notice>
    </main>
  );
}
