import type { Message } from '#lib/protocol/message.ts';

export interface Grant {
  toolName: string;
  /** The name of who allowed it, where there is one. */
  by: string | undefined;
}

/** Tools that a person has allowed for the whole session, as far as these messages tell. The first grant counts. */
export function findGrants(messages: Iterable<Pick<Message, 'parts'>>): Grant[] {
  const grants = new Map<string, Grant>();
  for (const { parts } of messages) {
    for (const part of parts) {
      if (part.type !== 'dynamic-tool' || part.approval?.status !== 'approved') continue;
      if (part.approval.scope !== 'session' || grants.has(part.toolName)) continue;
      grants.set(part.toolName, { toolName: part.toolName, by: part.approval.by?.name });
    }
  }
  return [...grants.values()];
}
