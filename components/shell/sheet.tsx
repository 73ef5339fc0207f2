'use client';

import type { ReactNode } from 'react';
import { Dialog } from 'radix-ui';

export interface SheetProps {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** The sidebar on a phone. */
export function Sheet({ label, onClose, children }: SheetProps) {
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-[oklch(18%_0.03_226/45%)] md:hidden" />
        <Dialog.Content
          aria-describedby={undefined}
          // On the sheet itself: focus on its first button would show that button's tooltip.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.target instanceof HTMLElement) event.target.focus();
          }}
          tabIndex={-1}
          className="fixed inset-y-0 left-0 z-50 w-[min(20rem,86vw)] animate-slide border-r border-line bg-sunken pl-[env(safe-area-inset-left)] outline-none md:hidden"
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
