'use client';

import { useEffect, useState, type ReactNode } from 'react';
import { SessionContext, useClient } from './client-context.ts';
import type { InitialSession } from './open-session.ts';

export interface SessionProviderProps {
  sessionId: string;
  /** Null for a session that the server does not know (yet): one born offline, or one that does not exist. */
  initial: InitialSession | null;
  children: ReactNode;
}

/** Opens a session for the hooks below it. Give it `key={sessionId}`: another session is another provider. */
export function SessionProvider({ sessionId, initial, children }: SessionProviderProps) {
  const client = useClient();
  const [session] = useState(() => client.openSession(sessionId, initial));
  // Synchronises with the server: joined while mounted.
  useEffect(() => session.retain(), [session]);
  return <SessionContext value={session}>{children}</SessionContext>;
}
