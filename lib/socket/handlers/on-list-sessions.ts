import { listSessionsRequestSchema, type ListSessionsReply } from '#lib/protocol/socket.ts';
import type { SessionReads } from '#lib/session/session-reads.ts';
import { defineHandler, type Answer, type EventHandler } from '../event-handler.ts';

export function createListSessionsHandler({
  reads,
}: {
  reads: Pick<SessionReads, 'listSessions'>;
}): EventHandler {
  return defineHandler({
    bucket: 'read',
    schema: listSessionsRequestSchema,
    async run(connection, { before, limit }): Promise<Answer<ListSessionsReply>> {
      const { userId } = connection.login;
      return { ack: { ok: true, ...(await reads.listSessions({ userId, before, limit })) } };
    },
  });
}
