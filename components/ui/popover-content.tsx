'use client';

import type { ReactNode, RefObject } from 'react';
import { Popover } from 'radix-ui';

export interface PopoverContentProps {
  /** What it belongs to: it opens beside it and gives the focus back to it. */
  buttonRef: RefObject<HTMLButtonElement | null>;
  label: string;
  align: 'start' | 'end';
  onClose: () => void;
  children: ReactNode;
}

/** An open popover. */
export function PopoverContent({ buttonRef, label, align, onClose, children }: PopoverContentProps) {
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      {/* Cast: it is measured only while this is open, and then the button is there. */}
      <Popover.Anchor virtualRef={buttonRef as RefObject<HTMLButtonElement>} />
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // The button closes it by itself.
            if (event.target instanceof Node && buttonRef.current?.contains(event.target))
              event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            buttonRef.current?.focus();
          }}
          tabIndex={-1}
          className="z-50 max-h-[70dvh] w-72 max-w-[calc(100vw-1rem)] animate-rise overflow-y-auto rounded-md border border-line bg-raised p-4 text-sm shadow-lift outline-none"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
