import { loadReasons } from '../message/load-reasons.ts';
import { loadMenu } from '../ui/menu.tsx';
import { loadPopover } from '../ui/popover.tsx';
import { loadToasts } from '../ui/toast-outlet.tsx';
import { loadSessionScreen } from './load-session-screen.ts';
import { loadSheet } from './load-sheet.ts';

/** After the first page has come to rest. */
const AFTER_MS = 2_500;

/**
 * Loads what this tab may need while the network is away: a session can begin, menus open and toasts come. Best effort:
 * what fails here is loaded when it is needed. The returned function calls it off.
 */
export function loadAhead(): () => void {
  const timer = setTimeout(() => {
    const loads = [loadSessionScreen, loadMenu, loadPopover, loadReasons, loadToasts, loadSheet];
    void Promise.allSettled(loads.map((load) => load()));
  }, AFTER_MS);
  return () => clearTimeout(timer);
}
