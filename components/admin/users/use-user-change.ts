'use client';

import { useCallback } from 'react';
import { useRouter } from 'next/navigation';
import { showToast } from '#components/ui/show-toast.ts';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { withPassword } from '../confirm/with-password.ts';

/** Runs a change, says how it went, and shows the page as it is then. Answers whether it was made. */
export function useUserChange(): (run: () => Promise<ActionResult<void>>, done: string) => Promise<boolean> {
  const router = useRouter();
  return useCallback(
    async (run, done) => {
      const result = await withPassword(run);
      if (result.ok) showToast({ words: done });
      else showToast({ words: 'Nothing was changed', description: result.error.message, tone: 'bad' });
      router.refresh();
      return result.ok;
    },
    [router],
  );
}
