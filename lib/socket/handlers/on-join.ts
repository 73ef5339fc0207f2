import { joinRequestSchema, type CatchUp, type JoinReply } from '#lib/protocol/socket.ts';
import type { SessionHub } from '#lib/session/session-hub.ts';
import type { SessionReads } from '#lib/session/session-reads.ts';
import type { Connection } from '../connection.ts';
import { defineHandler, type Answer, type EventHandler } from '../event-handler.ts';
import type { JoinedSession } from '../joined-sessions.ts';
import { countOtherDevices } from '../rooms.ts';
import { SocketSubscriber } from '../socket-subscriber.ts';
import type { TypedServer } from '../typed-socket.ts';

type Dependencies = {
  io: TypedServer;
  hub: Pick<SessionHub, 'subscribe'>;
  reads: Pick<SessionReads, 'catchUp'>;
};

/** Subscribes first and reads second, then answers, then lets live events through: in that order. [D3] */
export function createJoinHandler({ io, hub, reads }: Dependencies): EventHandler {
  return defineHandler({
    bucket: 'read',
    schema: joinRequestSchema,
    async run(connection, { sessionId, cursor, epoch }): Promise<Answer<JoinReply>> {
      const { userId } = connection.login;
      const joined = subscribe(hub, connection, sessionId);
      const caughtUp = await reads.catchUp({ sessionId, userId, cursor, epoch }).catch((error: unknown) => {
        connection.joined.remove(joined);
        throw error;
      });
      joined.role = caughtUp.role;
      const devices = countOtherDevices(io, sessionId, connection.socket.data);
      return {
        ack: { ok: true, ...caughtUp, presence: { devices } },
        afterAck: () => startLive(joined, caughtUp),
      };
    },
  });
}

function subscribe(
  hub: Pick<SessionHub, 'subscribe'>,
  connection: Connection,
  sessionId: string,
): JoinedSession {
  const joined: JoinedSession = connection.joined.add(sessionId, () => {
    const onGone = () => connection.joined.remove(joined);
    const subscriber = new SocketSubscriber({ connection, sessionId, onGone });
    return hub.subscribe(sessionId, connection.login.userId, subscriber);
  });
  return joined;
}

/** A catch-up that was cut short leaves the start of live to the `read` that completes it. */
function startLive(joined: JoinedSession, { catchUp, lastSeq, epoch }: Omit<JoinReply, 'presence'>): void {
  if (catchUp.kind === 'events' && catchUp.more === true) joined.liveAfter = { seq: lastSeq, epoch };
  else joined.subscription.goLive(endOf(catchUp, lastSeq), epoch);
}

function endOf(catchUp: CatchUp, lastSeq: number): number {
  return catchUp.kind === 'snapshot' ? catchUp.snapshot.seq : (catchUp.events.at(-1)?.seq ?? lastSeq);
}
