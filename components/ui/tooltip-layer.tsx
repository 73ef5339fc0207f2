'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Keys } from './keys.tsx';
import { placeTooltip } from './place-tooltip.ts';
import { TooltipWatch, type Pointed } from './tooltip-watch.ts';

/** The one tooltip of the page. Elements only carry attributes, so a thousand of them cost nothing. */
export function TooltipLayer() {
  const [pointed, setPointed] = useState<Pointed>();
  const bubbleRef = useRef<HTMLDivElement>(null);

  // Synchronises with pointer and focus.
  useEffect(() => new TooltipWatch(setPointed).start(), []);
  // Synchronises with where the element is, before the first paint.
  useLayoutEffect(() => {
    if (pointed && bubbleRef.current) placeTooltip(bubbleRef.current, pointed.element, pointed.text.side);
  }, [pointed]);

  if (!pointed) return null;
  return (
    <div
      ref={bubbleRef}
      aria-hidden
      data-tooltip
      className="pointer-events-none fixed top-0 left-0 z-50 flex animate-fade items-center gap-2 rounded-sm bg-ink px-2 py-1 text-xs font-medium whitespace-nowrap text-paper select-none"
    >
      {pointed.text.label}
      {pointed.text.keys && <Keys keys={pointed.text.keys} onDark />}
    </div>
  );
}
