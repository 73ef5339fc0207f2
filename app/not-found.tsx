import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col">
      <title>Not found · Holdfast</title>
      <Notice title="There is nothing here" text="The address may be mistyped, or what it led to is gone.">
        <Button tone="primary" asChild>
          <Link href="/">New session</Link>
        </Button>
      </Notice>
    </main>
  );
}
