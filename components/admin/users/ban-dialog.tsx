'use client';

import { useId, useState, type FormEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { ListedUser, UserActions } from './user-actions.ts';
import { useUserChange } from './use-user-change.ts';

const lengths = [
  { value: '1', label: 'One day' },
  { value: '7', label: 'One week' },
  { value: '30', label: '30 days' },
  { value: '', label: 'For good' },
] as const;

export interface BanDialogProps {
  user: ListedUser;
  banUser: UserActions['banUser'];
  onClose: () => void;
}

export function BanDialog({ user, banUser, onClose }: BanDialogProps) {
  const id = useId();
  const [isBusy, setIsBusy] = useState(false);
  const change = useUserChange();

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsBusy(true);
    const fields = new FormData(event.currentTarget);
    const days = String(fields.get('days'));
    const ban = {
      userId: user.id,
      reason: String(fields.get('reason')),
      days: days === '' ? null : Number(days),
    };
    await change(() => banUser(ban), `${user.name} is banned`);
    onClose();
  };
  return (
    <Dialog
      title={`Ban ${user.name}?`}
      description="They are signed out on every device at once and cannot sign in until then. Their sessions are kept."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} tone="danger" disabled={isBusy}>
            Ban
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={(event) => void onSubmit(event)} className="space-y-4">
        <TextField
          label="Reason"
          name="reason"
          maxLength={200}
          hint="For the audit log and other admins."
          required
        />
        <label className="block text-sm font-medium">
          <span className="mb-1.5 block">How long</span>
          <select
            name="days"
            defaultValue="7"
            className="h-11 w-full rounded-md border border-line-strong bg-raised px-3 text-base font-normal -outline-offset-1"
          >
            {lengths.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </form>
    </Dialog>
  );
}
