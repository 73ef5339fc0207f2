const GAP_PX = 6;
const EDGE_PX = 8;

/** Puts a fixed bubble beside an element, on the other side where there is no room, and within the window. */
export function placeTooltip(
  bubble: HTMLElement,
  element: HTMLElement,
  side: 'top' | 'bottom' = 'bottom',
): void {
  const target = element.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const above = target.top - GAP_PX - height;
  const below = target.bottom + GAP_PX;
  const fitsBelow = below + height <= innerHeight - EDGE_PX;
  const isAbove = side === 'top' ? above >= EDGE_PX : !fitsBelow;
  const centred = target.left + target.width / 2 - width / 2;
  const left = Math.max(EDGE_PX, Math.min(centred, innerWidth - EDGE_PX - width));
  bubble.style.translate = `${Math.round(left)}px ${Math.round(isAbove ? above : below)}px`;
}
