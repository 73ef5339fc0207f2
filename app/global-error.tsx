'use client';

import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import './globals.css';

/** Even the frame of the pages broke, for example because the database does not answer. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <title>The server does not answer · Holdfast</title>
        <main className="flex flex-1 flex-col">
          <Notice
            title="The server has trouble"
            text="It could not build this page. Your sessions are kept. Try again in a moment."
          >
            <Button tone="primary" onClick={() => location.reload()}>
              Try again
            </Button>
            {error.digest && (
              <p className="mt-2 w-full text-xs text-ink-soft">
                For whoever runs this server: <code className="font-mono">{error.digest}</code>
              </p>
            )}
          </Notice>
        </main>
      </body>
    </html>
  );
}
