import type { Actor } from '#lib/protocol/fields.ts';
import type { Message } from '#lib/protocol/message.ts';

export interface Grant {
  toolName: string;
  /** Who allowed it. */
  by: Actor | undefined;
}

/** Tools that a person has allowed for the whole session, as far as these messages tell. The first grant counts. */
export function findGrants(messages: Iterable<Pick<Message, 'parts'>>): Grant[] {
  const grants = new Map<string, Grant>();
  for (const { parts } of messages) {
    for (const part of parts) {
      if (part.type !== 'dynamic-tool' || part.approval?.status !== 'approved') continue;
      if (part.approval.scope !== 'session' || grants.has(part.toolName)) continue;
      grants.set(part.toolName, { toolName: part.toolName, by: part.approval.by });
    }
  }
  return [...grants.values()];
}
