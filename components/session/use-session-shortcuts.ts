'use client';

import { useOpenSession } from '#lib/client/client-context.ts';
import { textOf } from '#lib/state/selectors.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { selectBranch } from '../transcript/select-transcript.ts';
import { copyText } from '../ui/copy-text.ts';
import { showToast } from '../ui/show-toast.ts';
import { useStop } from './use-stop.ts';

export function useSessionShortcuts(): void {
  const session = useOpenSession();
  useShortcut('stop-run', useStop());
  useShortcut('copy-answer', () => {
    const answer = selectBranch(session.store.getSnapshot()).findLast(
      (message) => message.role === 'assistant',
    );
    if (answer)
      void copyText(textOf(answer)).then((isCopied) => isCopied && showToast({ words: 'Answer copied' }));
  });
}
