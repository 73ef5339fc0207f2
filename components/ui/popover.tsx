'use client';

import { useRef, useState, type ComponentProps, type ReactNode } from 'react';
import dynamic from 'next/dynamic';
import { preload } from './preload.ts';

/** Also called ahead of time, so that popovers open while the network is away. */
export function loadPopover() {
  return import('./popover-content.tsx');
}

const PopoverContent = dynamic(() => loadPopover().then((module) => module.PopoverContent), { ssr: false });

export interface PopoverProps extends Omit<ComponentProps<'button'>, 'ref' | 'content'> {
  /** The name of what opens. */
  label: string;
  /** Rendered only while it is open. */
  renderContent: () => ReactNode;
  align?: 'start' | 'end';
}

/** A button that opens a small page of facts. Its code is loaded when someone is about to open it. */
export function Popover({ label, renderContent, align = 'start', ...button }: PopoverProps) {
  const [isOpen, setIsOpen] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={buttonRef}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-state={isOpen ? 'open' : 'closed'}
        onPointerEnter={() => preload(loadPopover)}
        onFocus={() => preload(loadPopover)}
        onClick={() => setIsOpen(!isOpen)}
        {...button}
      />
      {isOpen && (
        <PopoverContent buttonRef={buttonRef} label={label} align={align} onClose={() => setIsOpen(false)}>
          {renderContent()}
        </PopoverContent>
      )}
    </>
  );
}
