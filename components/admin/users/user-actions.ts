import type { ActionResult } from '#lib/protocol/action-result.ts';

/** What the page was given of the server; each asks for the password when that was too long ago. */
export interface UserActions {
  makeAdmin(userId: string): Promise<ActionResult<void>>;
  takeAdmin(userId: string): Promise<ActionResult<void>>;
  banUser(ban: { userId: string; reason: string; days: number | null }): Promise<ActionResult<void>>;
  liftBan(userId: string): Promise<ActionResult<void>>;
}

export interface ListedUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isGuest: boolean;
  readonly isAdmin: boolean;
  readonly ban: { readonly reason: string; readonly until: string | null } | null;
  readonly createdAt: string;
  readonly seenAt: string | null;
}
