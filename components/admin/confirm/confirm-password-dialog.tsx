'use client';

import { useId, useState, type FormEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { ConfirmPasswordAction } from './confirm-password.tsx';

export interface ConfirmPasswordDialogProps {
  confirm: ConfirmPasswordAction;
  onAnswer: (isRight: boolean) => void;
}

export function ConfirmPasswordDialog({ confirm, onAnswer }: ConfirmPasswordDialogProps) {
  const id = useId();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();

  const submit = async (password: string) => {
    setIsBusy(true);
    const fault = await findFault(confirm, password);
    if (fault === undefined) return onAnswer(true);
    setError(fault);
    setIsBusy(false);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    // Portals pass events on to React's parents: a form around the dialog is not sent.
    event.stopPropagation();
    event.preventDefault();
    void submit(String(new FormData(event.currentTarget).get('password')));
  };
  return (
    <Dialog
      title="Type your password"
      description="What you are about to do is for admins alone. It holds for 15 minutes on this device."
      onClose={() => onAnswer(false)}
      startsInField
      footer={
        <>
          <Button onClick={() => onAnswer(false)}>Cancel</Button>
          <Button type="submit" form={id} tone="primary" disabled={isBusy}>
            {isBusy ? 'Checking' : 'Go on'}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={onSubmit}>
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          error={error}
          required
        />
        <p role="status" className="sr-only">
          {error}
        </p>
      </form>
    </Dialog>
  );
}

/** Undefined when the password is right. */
async function findFault(confirm: ConfirmPasswordAction, password: string): Promise<string | undefined> {
  try {
    const result = await confirm(password);
    if (result.ok) return result.value.isRight ? undefined : 'That is not your password.';
    if (result.error.code === 'rate-limited') return 'That was too often. Wait some minutes and try again.';
    return result.error.message;
  } catch {
    return 'The server could not be reached. Check the connection and try again.';
  }
}
