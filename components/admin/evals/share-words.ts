/** Of what nothing is known. */
export const noShare = '–';

/** 0 to 1, as whole percent; what is not all or nothing never reads like it. */
export function formatShare(share: number | undefined | null): string {
  if (share === undefined || share === null) return noShare;
  const percent = Math.round(share * 100);
  if (percent === 100 && share < 1) return '99 %';
  if (percent === 0 && share > 0) return '1 %';
  return `${percent} %`;
}

/** `44–98 %`. */
export function formatInterval({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${Math.round(low * 100)}–${Math.round(high * 100)} %`;
}

/** The difference of two shares in points of percent, always with its sign: `+33`, `−8`, `±0`. */
export function formatDelta(delta: number): string {
  const points = Math.round(delta * 100);
  if (points === 0) return '±0';
  return points > 0 ? `+${points}` : `−${-points}`;
}
