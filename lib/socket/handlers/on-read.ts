import { readRequestSchema, type ReadReply } from '#lib/protocol/socket.ts';
import type { SessionReads } from '#lib/session/session-reads.ts';
import { defineHandler, type Answer, type EventHandler } from '../event-handler.ts';
import type { JoinedSession } from '../joined-sessions.ts';

/** Reads the log. The read that completes a catch-up which was cut short also starts live. */
export function createReadHandler({ reads }: { reads: Pick<SessionReads, 'read'> }): EventHandler {
  return defineHandler({
    bucket: 'read',
    schema: readRequestSchema,
    async run(connection, { sessionId, after, limit }): Promise<Answer<ReadReply>> {
      const reply = await reads.read({ sessionId, userId: connection.login.userId, after, limit });
      const joined = connection.joined.get(sessionId);
      const ack = { ok: true as const, ...reply };
      return joined ? { ack, afterAck: () => startLive(joined, after, reply) } : { ack };
    },
  });
}

function startLive(joined: JoinedSession, after: number, reply: ReadReply): void {
  const { liveAfter } = joined;
  if (!liveAfter) return;
  // A cursor ahead of the log is a client's mistake; it does not put live events off for ever.
  const readUpTo = reply.events.at(-1)?.seq ?? Math.min(after, reply.lastSeq);
  if (readUpTo < liveAfter.seq) return;
  delete joined.liveAfter;
  joined.subscription.goLive(readUpTo, liveAfter.epoch);
}
