import type { Logins } from '#lib/auth/logins.ts';
import { commandSchema } from '#lib/protocol/command.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { CommandReply } from '#lib/protocol/socket.ts';
import type { CommandExecutor } from '#lib/session/execute-command.ts';
import type { Connection } from '../connection.ts';
import { defineHandler, type Answer, type EventHandler } from '../event-handler.ts';

type Dependencies = { executor: Pick<CommandExecutor, 'execute'>; logins: Pick<Logins, 'findLive'> };

/** Writing takes a login that holds at this moment, whatever was true at the handshake. [P1] */
export function createCommandHandler({ executor, logins }: Dependencies): EventHandler {
  return defineHandler({
    bucket: 'command',
    schema: commandSchema,
    async run(connection, command): Promise<Answer<CommandReply>> {
      await requireLive(connection, logins);
      const { userId, name } = connection.login;
      const ack = await executor.execute({ userId, name }, command);
      // A guest that signs up in between has moved what it owned: `unauthorized` brings the client back as the new
      // user, with the command still in its outbox. [P3]
      if (!ack.ok && ack.error.code === 'not-found') await requireLive(connection, logins);
      return { ack };
    },
  });
}

async function requireLive(connection: Connection, logins: Dependencies['logins']): Promise<void> {
  const { loginId } = connection.login;
  if ((await logins.findLive([loginId])).has(loginId)) return;
  // The ack goes first, the close after it.
  setImmediate(() => connection.close('unauthorized'));
  throw new AppError('unauthorized', 'cannot run command: you are signed out');
}
