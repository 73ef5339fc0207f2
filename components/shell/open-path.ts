/**
 * Shows another session, or the new one, without a request: Next keeps `usePathname` and the back button in step with
 * `pushState`. So switching works while the network is away.
 */
export function openPath(path: string): void {
  if (path !== location.pathname) history.pushState(null, '', path);
}
