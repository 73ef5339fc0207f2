export const sidebarCookie = 'holdfast-sidebar';
export const hiddenSidebar = 'hidden';

/** In a cookie, so that the server renders the page as it was left. */
export function keepSidebar(isShown: boolean): void {
  document.cookie = `${sidebarCookie}=${isShown ? 'shown' : hiddenSidebar}; path=/; max-age=31536000; samesite=lax`;
}
