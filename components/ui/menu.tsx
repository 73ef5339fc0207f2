'use client';

import { useRef, useState, type ComponentProps } from 'react';
import dynamic from 'next/dynamic';
import type { MenuEntry } from './menu-entry.ts';
import { preload } from './preload.ts';

/** Also called ahead of time, so that menus open while the network is away. */
export function loadMenu() {
  return import('./menu-content.tsx');
}

const MenuContent = dynamic(() => loadMenu().then((module) => module.MenuContent), { ssr: false });

export interface MenuProps extends Omit<ComponentProps<'button'>, 'ref'> {
  /** The name of the menu. */
  label: string;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  /** Opens at the foot of a phone, where thumbs are. */
  isSheetOnPhone?: boolean;
}

/** A button with a menu. The menu's code is loaded when someone is about to open it. */
export function Menu({
  label,
  entries,
  align = 'end',
  side = 'bottom',
  isSheetOnPhone = false,
  ...button
}: MenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={buttonRef}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-state={isOpen ? 'open' : 'closed'}
        onPointerEnter={() => preload(loadMenu)}
        onFocus={() => preload(loadMenu)}
        onClick={() => setIsOpen(true)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setIsOpen(true);
        }}
        {...button}
      />
      {isOpen && (
        <MenuContent
          buttonRef={buttonRef}
          label={label}
          entries={entries}
          align={align}
          side={side}
          isSheetOnPhone={isSheetOnPhone}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
