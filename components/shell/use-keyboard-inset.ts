'use client';

import { useEffect } from 'react';

/**
 * Publishes the height of an on-screen keyboard that lies over the page as `--keyboard`. Where the browser shrinks the
 * page itself (`interactive-widget=resizes-content`) it is 0.
 */
export function useKeyboardInset(): void {
  // Synchronises with the visual viewport.
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const publish = () => {
      const coveredPx = window.innerHeight - viewport.height - viewport.offsetTop;
      // Zoomed in, the viewport is smaller without any keyboard.
      const insetPx = viewport.scale > 1 ? 0 : Math.max(0, Math.round(coveredPx));
      document.documentElement.style.setProperty('--keyboard', `${insetPx}px`);
    };
    viewport.addEventListener('resize', publish);
    viewport.addEventListener('scroll', publish);
    return () => {
      viewport.removeEventListener('resize', publish);
      viewport.removeEventListener('scroll', publish);
    };
  }, []);
}
