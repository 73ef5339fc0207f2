/** Who the page was rendered for. */
export interface Account {
  name: string;
  isGuest: boolean;
  /** Shows the way to admin pages; those ask for themselves who comes. */
  isAdmin: boolean;
}

/** Someone on a first visit: the guest login is being made. */
export const guest: Account = { name: 'Guest', isGuest: true, isAdmin: false };
