'use client';

import { memo, useState } from 'react';
import type { SessionListRow } from '#lib/client/session-list-view.ts';
import { classNames } from '../ui/class-names.ts';
import { SessionLink } from './session-link.tsx';
import { SessionMenu } from './session-menu.tsx';
import { TitleField } from './title-field.tsx';

export interface SessionItemProps {
  row: SessionListRow;
  isOpen: boolean;
  onOpen: () => void;
}

export const SessionItem = memo(function SessionItem({ row, isOpen, onOpen }: SessionItemProps) {
  const [isRenaming, setIsRenaming] = useState(false);
  return (
    <li
      className={classNames(
        'group relative flex items-center rounded-md',
        isOpen ? 'bg-hover text-ink' : 'text-ink hover:bg-hover/70',
      )}
    >
      {isRenaming ? (
        <TitleField sessionId={row.sessionId} title={row.title ?? ''} onDone={() => setIsRenaming(false)} />
      ) : (
        <>
          <SessionLink row={row} isOpen={isOpen} onOpen={onOpen} />
          <SessionMenu row={row} onRename={() => setIsRenaming(true)} />
        </>
      )}
    </li>
  );
});
