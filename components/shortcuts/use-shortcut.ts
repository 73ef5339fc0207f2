'use client';

import { useEffect, useEffectEvent } from 'react';
import { isText, matchesShortcut, type ShortcutId } from './shortcuts.ts';

/** Runs while the component is on the page. Keys typed into a field stay text; an open dialog keeps its keys. */
export function useShortcut(id: ShortcutId, run: () => void): void {
  const runLatest = useEffectEvent(run);

  // Synchronises with the keyboard.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing || !matchesShortcut(event, id)) return;
      if (isText(id) && isField(event.target)) return;
      if (document.querySelector('[role="dialog"][data-state="open"]')) return;
      event.preventDefault();
      runLatest();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [id]);
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName))
  );
}
