'use client';

import type { ReactNode } from 'react';
import { Tooltip as Radix } from 'radix-ui';
import { Keys } from './keys.tsx';

export interface TooltipProps {
  label: string;
  /** A shortcut as in `shortcuts.ts`. */
  keys?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactNode;
}

/** Says what a button without words does. The button has to carry the same label for those who don't point. */
export function Tooltip({ label, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex animate-fade items-center gap-2 rounded-sm bg-ink px-2 py-1 text-xs font-medium text-paper select-none"
        >
          {label}
          {keys && <Keys keys={keys} onDark />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const TooltipProvider = Radix.Provider;
