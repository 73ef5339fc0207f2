export const panelCookie = 'holdfast-workbench';
export const shownPanel = 'shown';

/** In a cookie, so that the server renders the page as it was left. */
export function keepPanel(isShown: boolean): void {
  document.cookie = `${panelCookie}=${isShown ? shownPanel : 'hidden'}; path=/; max-age=31536000; samesite=lax`;
}

/** Undefined where this device has never said. */
export function readPanel(cookies: string): boolean | undefined {
  const value = new RegExp(`(?:^|; )${panelCookie}=(\\w+)`).exec(cookies)?.[1];
  return value === undefined ? undefined : value === shownPanel;
}
