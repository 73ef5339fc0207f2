/** What the tooltip layer reads from an element. */
export interface TooltipText {
  label: string;
  /** A shortcut as in `shortcuts.ts`. */
  keys?: string | undefined;
  side?: 'top' | 'bottom' | undefined;
}

/** Attributes that give an element a tooltip. Its name has to say the same, for those who do not point. */
export function withTooltip({ label, keys, side }: TooltipText) {
  return { 'data-tip': label, 'data-tip-keys': keys, 'data-tip-side': side };
}

export function readTooltip(element: HTMLElement): TooltipText | undefined {
  const { tip, tipKeys, tipSide } = element.dataset;
  return tip === undefined
    ? undefined
    : { label: tip, keys: tipKeys, side: tipSide === 'top' ? 'top' : 'bottom' };
}
