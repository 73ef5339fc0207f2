'use client';

import { useClient } from '#lib/client/client-context.ts';
import { showToast } from '../ui/show-toast.ts';
import { postAuth } from './post-auth.ts';

const notSignedOut = {
  words: 'Signing out did not work',
  description: 'Check the connection and try again.',
  tone: 'bad',
} as const;

/** Ends the login on this device. The page is loaded anew, so that nothing of the old user stays in memory. */
export function useSignOut(): () => void {
  const client = useClient();
  return () => {
    void client
      .changeLogin(async () => (await postAuth('sign-out', {})).ok, { keepOutbox: false })
      .then((isOut) => {
        if (isOut) location.assign('/sign-in?from=sign-out');
        else showToast(notSignedOut);
      });
  };
}
