'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { useUserChange } from './use-user-change.ts';

export interface RoleDialogProps {
  title: string;
  text: string;
  verb: string;
  /** Said when it was done. */
  done: string;
  run: () => Promise<ActionResult<void>>;
  onClose: () => void;
}

export function RoleDialog({ title, text, verb, done, run, onClose }: RoleDialogProps) {
  const [isBusy, setIsBusy] = useState(false);
  const change = useUserChange();
  const go = async () => {
    setIsBusy(true);
    await change(run, done);
    onClose();
  };
  return (
    <Dialog
      title={title}
      description={text}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={isBusy} onClick={() => void go()}>
            {verb}
          </Button>
        </>
      }
    />
  );
}
