'use client';

import { useEffect, useState, type ReactNode } from 'react';
import type { ListSessionsReply } from '#lib/protocol/socket.ts';
import { createBrowserClient } from './browser-client.ts';
import { ClientContext } from './client-context.ts';

export interface ClientProviderProps {
  /** The user of the login that the page was rendered for; null on a first visit: a guest login is made then. */
  userId: string | null;
  /** The first page of the list, so that it is in the first HTML. */
  initialSessions: ListSessionsReply | null;
  children: ReactNode;
}

/** Once, in the root layout. */
export function ClientProvider({ userId, initialSessions, children }: ClientProviderProps) {
  const [client] = useState(() => createBrowserClient({ userId, initialSessions }));
  // Synchronises with the server: connected while mounted.
  useEffect(() => client.start(), [client]);
  return <ClientContext value={client}>{children}</ClientContext>;
}
