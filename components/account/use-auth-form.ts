'use client';

import { useState, useSyncExternalStore, type FormEvent } from 'react';
import { useClient } from '#lib/client/client-context.ts';
import { toAuthWords } from './auth-words.ts';
import { postAuth } from './post-auth.ts';
import { takeReturnPath } from './return-path.ts';

export interface AuthForm {
  /** Not yet, while the page's script loads: the browser would send the form by itself and lose what was typed. */
  isReady: boolean;
  isBusy: boolean;
  error: string | undefined;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

const neverChanges = () => () => undefined;

/**
 * Sends a form's fields to an endpoint of `/api/auth` and goes to the start page, or back to where somebody was asked to sign in. What a guest has, the outbox
 * included, moves along. [P3]
 */
export function useAuthForm(endpoint: 'sign-in/email' | 'sign-up/email'): AuthForm {
  const client = useClient();
  const isReady = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();

  const submit = async (fields: object) => {
    const change = async () => {
      const outcome = await postAuth(endpoint, fields);
      setError(outcome.ok ? undefined : toAuthWords(outcome));
      return outcome.ok;
    };
    if (await client.changeLogin(change, { keepOutbox: true })) location.assign(takeReturnPath());
    else setIsBusy(false);
  };
  return {
    isReady,
    isBusy,
    error,
    onSubmit: (event) => {
      event.preventDefault();
      setIsBusy(true);
      void submit(Object.fromEntries(new FormData(event.currentTarget)));
    },
  };
}
