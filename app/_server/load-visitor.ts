import { cache } from 'react';
import { headers } from 'next/headers';
import { requireAuth } from '#lib/auth/shared-auth.ts';
import type { ListSessionsReply } from '#lib/protocol/socket.ts';
import { requireSession } from '#lib/session/shared-session.ts';
import { guest, type Account } from '#components/account/account.ts';

/** Who a page is rendered for. */
export interface Visitor {
  /** Null on a first visit: the browser makes a guest login then. */
  userId: string | null;
  account: Account;
  /** The first page of the list. */
  sessions: ListSessionsReply | null;
}

const FIRST_SESSIONS = 50;

/** Once per request, however many components ask. */
export const loadVisitor = cache(async (): Promise<Visitor> => {
  const login = await requireAuth().logins.findLogin(await headers());
  if (!login) return { userId: null, account: guest, sessions: null };
  const { userId, name, isGuest, role } = login;
  const sessions = await requireSession().reads.listSessions({ userId, limit: FIRST_SESSIONS });
  return { userId, account: { name, isGuest, isAdmin: role === 'admin' }, sessions };
});
