import type { ConnectionView } from '#lib/client/connection-view.ts';

/** A drop shorter than this is not worth a word. */
export const QUIET_MS = 1_500;

export interface StatusWords {
  words: string;
  tone: 'calm' | 'wait' | 'bad';
  action?: 'sign-in' | 'reload';
}

/** What the one status line says; nothing while all is well. `downForMs` counts since the connection was lost. */
export function findStatusWords(view: ConnectionView, downForMs: number): StatusWords | undefined {
  switch (view.status) {
    case 'offline':
      return { words: 'Offline: messages will be sent when you return', tone: 'wait' };
    case 'unauthorized':
      return { words: 'You are signed out', tone: 'bad', action: 'sign-in' };
    case 'upgrade-required':
      return { words: 'This page is older than the server', tone: 'wait', action: 'reload' };
    case 'connecting':
      if (view.notice) return { words: 'Server is restarting, your answer continues', tone: 'wait' };
      return downForMs >= QUIET_MS ? { words: 'Reconnecting…', tone: 'wait' } : undefined;
    case 'live':
      return view.caughtUpEvents ? { words: toCaughtUpWords(view.caughtUpEvents), tone: 'calm' } : undefined;
  }
}

function toCaughtUpWords(events: number): string {
  return `Caught up, ${events.toLocaleString('en')} ${events === 1 ? 'event' : 'events'}`;
}
