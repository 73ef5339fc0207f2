/** Also called ahead of time, so that the reasons open while the network is away. */
export function loadReasons() {
  return import('./rating-reasons.tsx');
}
