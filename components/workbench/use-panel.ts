'use client';

import { useState } from 'react';
import { keepPanel, readPanel } from './panel-cookie.ts';

export interface Panel {
  /** Beside the session, where there is room; remembered by this device. */
  isShown: boolean;
  /** Over the session, where there is none; for now only. */
  hasSheet: boolean;
  toggle(): void;
  close(): void;
}

/** From here on the panel has room beside a session: the breakpoint `lg`. */
const WIDE = '(min-width: 68rem)';

/** `startsShown` comes from the server with its page; a session that is opened later reads the cookie itself. */
export function usePanel(startsShown: boolean | undefined): Panel {
  const [isShown, setIsShown] = useState(() => startsShown ?? readPanelHere());
  const [hasSheet, setHasSheet] = useState(false);
  const show = (isNowShown: boolean) => {
    setIsShown(isNowShown);
    keepPanel(isNowShown);
  };
  return {
    isShown,
    hasSheet,
    toggle: () => (matchMedia(WIDE).matches ? show(!isShown) : setHasSheet(!hasSheet)),
    close: () => {
      if (hasSheet) setHasSheet(false);
      else show(false);
    },
  };
}

function readPanelHere(): boolean {
  return typeof document !== 'undefined' && readPanel(document.cookie) === true;
}
