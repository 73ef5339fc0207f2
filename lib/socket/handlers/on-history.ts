import { historyRequestSchema, type HistoryReply } from '#lib/protocol/socket.ts';
import type { SessionReads } from '#lib/session/session-reads.ts';
import { defineHandler, type Answer, type EventHandler } from '../event-handler.ts';

export function createHistoryHandler({ reads }: { reads: Pick<SessionReads, 'history'> }): EventHandler {
  return defineHandler({
    bucket: 'read',
    schema: historyRequestSchema,
    async run(connection, request): Promise<Answer<HistoryReply>> {
      return { ack: { ok: true, ...(await reads.history({ ...request, userId: connection.login.userId })) } };
    },
  });
}
