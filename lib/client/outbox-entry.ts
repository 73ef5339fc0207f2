import type { Command } from '#lib/protocol/command.ts';
import type { AckError } from '#lib/protocol/error.ts';

/** A command that waits for its ack, as it is stored. */
export interface OutboxEntry {
  readonly command: Command;
  /** Whose command it is: it is never sent under another login. */
  readonly userId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Sockets that went away between its sending and its ack. [U1] */
  readonly losses: number;
  /** Why it is not sent any more until a person decides. */
  readonly failed?: AckError;
}

/** Only a message has a bubble in which to fail; another command that fails is told to its caller and forgotten. */
export function staysWhenFailed(command: Command): boolean {
  return command.type === 'send-message';
}

/**
 * What is sent in order: a session's commands. The answers to its questions go by a lane of their own, for a message may
 * have to wait until tomorrow, and whoever waits for an answer does not wait for that.
 */
export function laneNameOf({ command }: OutboxEntry): string {
  return command.type === 'respond-approval' ? `${command.sessionId}:approvals` : command.sessionId;
}

/** A session born here starts to exist with this command. [U2] */
export function isBirth({ command }: OutboxEntry): boolean {
  return command.type === 'create-session' || (command.type === 'send-message' && command.create === true);
}
