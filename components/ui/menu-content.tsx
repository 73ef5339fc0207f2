'use client';

import { useLayoutEffect, useState, type CSSProperties, type RefObject } from 'react';
import { DropdownMenu } from 'radix-ui';
import type { MenuEntry } from './menu-entry.ts';
import { MenuEntryView } from './menu-entry-view.tsx';

export interface MenuContentProps {
  /** What the menu belongs to: it opens beside it and gives the focus back to it. */
  buttonRef: RefObject<HTMLButtonElement | null>;
  label: string;
  entries: readonly MenuEntry[];
  align: 'start' | 'end';
  side: 'top' | 'bottom';
  isSheetOnPhone: boolean;
  onClose: () => void;
}

/** An open menu. */
export function MenuContent({
  buttonRef,
  label,
  entries,
  align,
  side,
  isSheetOnPhone,
  onClose,
}: MenuContentProps) {
  const [place, setPlace] = useState<CSSProperties>();

  // Synchronises with where the button is: an unseen anchor lies exactly over it.
  useLayoutEffect(() => {
    const box = buttonRef.current?.getBoundingClientRect();
    if (box)
      setPlace({ position: 'fixed', top: box.top, left: box.left, width: box.width, height: box.height });
  }, [buttonRef]);

  if (!place) return null;
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden tabIndex={-1} style={{ ...place, pointerEvents: 'none' }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          aria-labelledby={undefined}
          aria-label={label}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Unless the chosen entry has given the focus to something of its own.
            if (document.activeElement === document.body) buttonRef.current?.focus();
          }}
          data-phone-sheet={isSheetOnPhone || undefined}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-rise overflow-y-auto rounded-md border border-line bg-raised p-1 text-sm shadow-lift"
        >
          {entries.map((entry, index) => (
            <MenuEntryView key={'label' in entry ? entry.label : index} entry={entry} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
