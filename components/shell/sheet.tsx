'use client';

import type { ReactNode } from 'react';
import { Dialog } from 'radix-ui';
import { classNames } from '../ui/class-names.ts';

export interface SheetProps {
  label: string;
  /** Where it comes from. */
  side?: 'left' | 'right';
  onClose: () => void;
  children: ReactNode;
}

const sideClasses = {
  left: {
    veil: 'md:hidden',
    sheet: 'left-0 w-[min(20rem,86vw)] animate-slide border-r pl-[env(safe-area-inset-left)] md:hidden',
  },
  right: {
    veil: 'lg:hidden',
    sheet:
      'right-0 w-[min(30rem,100vw)] animate-slide-left border-l pr-[env(safe-area-inset-right)] lg:hidden',
  },
} satisfies Record<NonNullable<SheetProps['side']>, { veil: string; sheet: string }>;

/** What has no room beside the page, over it: the sidebar on a phone for example. */
export function Sheet({ label, side = 'left', onClose, children }: SheetProps) {
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay
          className={classNames(
            'fixed inset-0 z-40 animate-fade bg-[oklch(18%_0.03_226/45%)]',
            sideClasses[side].veil,
          )}
        />
        <Dialog.Content
          aria-describedby={undefined}
          // On the sheet itself: focus on its first button would show that button's tooltip.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.target instanceof HTMLElement) event.target.focus();
          }}
          tabIndex={-1}
          className={classNames(
            'fixed inset-y-0 z-50 border-line bg-sunken outline-none',
            sideClasses[side].sheet,
          )}
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
