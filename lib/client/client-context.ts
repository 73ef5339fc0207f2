'use client';

import { createContext, use } from 'react';
import { invariant } from '#lib/base/assert.ts';
import type { HoldfastClient } from './holdfast-client.ts';
import type { OpenSession } from './open-session.ts';

export const ClientContext = createContext<HoldfastClient | null>(null);
export const SessionContext = createContext<OpenSession | null>(null);

export function useClient(): HoldfastClient {
  const client = use(ClientContext);
  invariant(client, 'a hook of lib/client is used outside ClientProvider');
  return client;
}

export function useOpenSession(): OpenSession {
  const session = use(SessionContext);
  invariant(session, 'a session hook is used outside SessionProvider');
  return session;
}
