'use client';

import { useId, useState } from 'react';
import { Ban, Ellipsis, ShieldCheck, ShieldOff, Undo2 } from 'lucide-react';
import { Menu } from '#components/ui/menu.tsx';
import type { MenuEntry } from '#components/ui/menu-entry.ts';
import { BanDialog } from './ban-dialog.tsx';
import { RoleDialog } from './role-dialog.tsx';
import type { ListedUser, UserActions } from './user-actions.ts';
import { useUserChange } from './use-user-change.ts';

type Asking = 'make-admin' | 'take-admin' | 'ban';

/** What may be done to one user. What changes what they may do asks first. */
export function UserMenu({ user, actions }: { user: ListedUser; actions: UserActions }) {
  const [asking, setAsking] = useState<Asking>();
  const change = useUserChange();
  const buttonId = useId();
  const close = () => {
    setAsking(undefined);
    // What opened the dialog, an entry of the menu, is gone by now.
    requestAnimationFrame(() => document.getElementById(buttonId)?.focus());
  };
  const liftBan = () => void change(() => actions.liftBan(user.id), `${user.name} can sign in again`);

  const entries: MenuEntry[] = user.ban
    ? [{ kind: 'action', label: 'Lift the ban', icon: Undo2, run: liftBan }]
    : [
        ...toRoleEntries(user, setAsking),
        { kind: 'action', label: 'Ban', icon: Ban, isDangerous: true, run: () => setAsking('ban') },
      ];
  return (
    <>
      <Menu
        id={buttonId}
        label={`Change ${user.name}`}
        aria-label={`Change ${user.name}`}
        entries={entries}
        isSheetOnPhone
        className="inline-flex size-8 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-11"
      >
        <Ellipsis aria-hidden className="size-4" strokeWidth={1.75} />
      </Menu>
      {asking === 'ban' && <BanDialog user={user} banUser={actions.banUser} onClose={close} />}
      {asking === 'make-admin' && (
        <RoleDialog
          title={`Make ${user.name} an admin?`}
          text="Admins edit skills, run evals, stop answers, ban users, and make and unmake admins."
          verb="Make admin"
          done={`${user.name} is an admin`}
          run={() => actions.makeAdmin(user.id)}
          onClose={close}
        />
      )}
      {asking === 'take-admin' && (
        <RoleDialog
          title={`Take the role of ${user.name} away?`}
          text="They keep their account and sessions. They are signed out everywhere, and can sign in again as a user."
          verb="Take away"
          done={`${user.name} is no admin any more`}
          run={() => actions.takeAdmin(user.id)}
          onClose={close}
        />
      )}
    </>
  );
}

function toRoleEntries({ isAdmin, isGuest }: ListedUser, ask: (asking: Asking) => void): MenuEntry[] {
  if (isGuest) return [];
  return isAdmin
    ? [{ kind: 'action', label: 'Take admin away', icon: ShieldOff, run: () => ask('take-admin') }]
    : [{ kind: 'action', label: 'Make admin', icon: ShieldCheck, run: () => ask('make-admin') }];
}
