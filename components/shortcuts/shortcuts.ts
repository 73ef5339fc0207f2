/** Every shortcut there is. `Mod` is Ctrl, or Command on a Mac. */
export const shortcuts = {
  'new-session': { keys: 'Mod+Shift+O', label: 'New session' },
  'focus-composer': { keys: '/', label: 'Write a message' },
  'stop-run': { keys: 'Mod+.', label: 'Stop the answer' },
  'copy-answer': { keys: 'Mod+Shift+L', label: 'Copy the last answer' },
  'toggle-sidebar': { keys: 'Mod+B', label: 'Show or hide the sidebar' },
  'show-shortcuts': { keys: '?', label: 'Show these shortcuts' },
} as const satisfies Record<string, { keys: string; label: string }>;

export type ShortcutId = keyof typeof shortcuts;

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** A sign such as `?` is matched as typed, wherever the keyboard has it; a letter needs exactly its modifiers. */
export function matchesShortcut(press: KeyPress, id: ShortcutId): boolean {
  const parts: string[] = shortcuts[id].keys.split('+');
  const key = parts.at(-1) ?? '';
  if (press.altKey || press.key.toLowerCase() !== key.toLowerCase()) return false;
  if (parts.includes('Mod') !== (press.ctrlKey || press.metaKey)) return false;
  const isSign = !/^[a-z]$/i.test(key);
  return isSign || parts.includes('Shift') === press.shiftKey;
}

/** Typed into a field, a shortcut without `Mod` is text. */
export function isText(id: ShortcutId): boolean {
  return !shortcuts[id].keys.includes('Mod');
}
