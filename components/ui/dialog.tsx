'use client';

import type { ReactNode } from 'react';
import { Dialog as Radix } from 'radix-ui';
import { X } from 'lucide-react';
import { classNames } from './class-names.ts';

export interface DialogProps {
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the one that goes on last. */
  footer?: ReactNode;
  /** For texts that are read side by side or line by line. */
  size?: 'normal' | 'wide';
  /** Who is asked for something can type at once; else the focus begins on the first thing that takes it. */
  startsInField?: boolean;
}

const sizeClasses = {
  normal: 'sm:w-[28rem]',
  wide: 'sm:w-[min(54rem,calc(100vw-3rem))]',
} satisfies Record<NonNullable<DialogProps['size']>, string>;

/** In the middle of the page; on a phone at its foot, where thumbs are. */
export function Dialog({
  onClose,
  title,
  description,
  children,
  footer,
  size = 'normal',
  startsInField = false,
}: DialogProps) {
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-[oklch(18%_0.03_226/45%)]" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          {...(startsInField && { onOpenAutoFocus: focusFirstField })}
          className={classNames(
            'fixed inset-x-0 bottom-0 z-50 max-h-[85dvh] animate-rise overflow-y-auto rounded-t-lg border border-line bg-raised p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] shadow-lift sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-lg sm:p-6',
            sizeClasses[size],
          )}
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            <Radix.Close
              aria-label="Close"
              className="-mt-1.5 -mr-2 inline-flex size-9 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-11"
            >
              <X aria-hidden className="size-4" />
            </Radix.Close>
          </div>
          {description && (
            <Radix.Description className="mt-1 text-sm text-ink-soft">{description}</Radix.Description>
          )}
          {children && <div className="mt-4">{children}</div>}
          {footer && <div className="mt-6 flex flex-wrap justify-end gap-2">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function focusFirstField(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector<HTMLElement>('input, textarea');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
