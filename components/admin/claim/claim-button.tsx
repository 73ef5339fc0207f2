'use client';

import { useState } from 'react';
import { FormError } from '#components/account/form-error.tsx';
import { Button } from '#components/ui/button.tsx';
import type { ActionResult } from '#lib/protocol/action-result.ts';

const words: Record<string, string> = {
  'not-found':
    'This link was used before, or is older than a day. Starting the server again prints another one.',
  'rate-limited': 'That was too often. Wait some minutes and try again.',
  unauthorized: 'You are signed out. Sign in and open the link again.',
};

export interface ClaimButtonProps {
  name: string;
  claim: () => Promise<ActionResult<void>>;
}

export function ClaimButton({ name, claim }: ClaimButtonProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();

  const run = async () => {
    setIsBusy(true);
    setError(undefined);
    const result = await claim().catch(() => undefined);
    // Loaded anew, and without the link in the way back.
    if (result?.ok) return location.replace('/admin');
    setIsBusy(false);
    setError(
      result
        ? (words[result.error.code] ?? result.error.message)
        : 'The server could not be reached. Check the connection and try again.',
    );
  };
  return (
    <div className="space-y-4">
      <p className="text-sm">
        Signed in as <strong className="font-semibold">{name}</strong>.
      </p>
      <FormError words={error} />
      <Button tone="primary" disabled={isBusy} onClick={() => void run()} className="h-11 w-full">
        {isBusy ? 'One moment' : 'Become admin'}
      </Button>
    </div>
  );
}
