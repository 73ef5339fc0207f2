'use client';

import { useLayoutEffect, type RefObject } from 'react';
import { paintCode } from './paint-code.ts';

/** Beyond this a block stays in one colour: colouring it would be seen as a stutter. */
const MAX_COLOURED_CHARS = 20_000;

/** Colours the text of `codeRef` without touching its elements. Where the browser can't, it stays in one colour. */
export function useCodeColours(codeRef: RefObject<HTMLElement | null>, code: string, language: string): void {
  // Synchronises with the registry of highlights of this document.
  useLayoutEffect(() => {
    const text = codeRef.current?.firstChild;
    if (!(text instanceof Text) || !language || code.length > MAX_COLOURED_CHARS || !CSS.highlights) return;
    let clear: (() => void) | undefined;
    let isGone = false;
    void import('./colour-code.ts').then(
      ({ colourCode }) => {
        if (!isGone) clear = paintCode(text, colourCode(code, language));
      },
      // Out of reach: it stays in one colour.
      () => undefined,
    );
    return () => {
      isGone = true;
      clear?.();
    };
  }, [codeRef, code, language]);
}
