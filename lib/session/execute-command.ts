import type { Command } from '#lib/protocol/command.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { Ack, CommandReply } from '#lib/protocol/socket.ts';
import { hashBody } from './command-body-hash.ts';
import { decideCommand, idsOf } from './decide/decide-command.ts';
import type { SendContext } from './decide/decide-send.ts';
import type { EventLog, RecordedCommand } from './event-log.ts';
import type { WakeUps } from './wake-ups.ts';

export interface Caller {
  readonly userId: string;
  /** Shown to others beside what the caller did. */
  readonly name?: string;
}

type CommandLimits = Pick<SendContext, 'maxQueueItems' | 'maxLiveRuns' | 'dayBudgets'>;

/** Runs commands: each id of a user has one effect and one answer, and an ack means that it is committed. [L5] */
export class CommandExecutor {
  readonly #log: EventLog;
  readonly #wakeUps: WakeUps;
  readonly #defaultModel: string;
  readonly #isModel: (model: string) => boolean;
  readonly #limits: CommandLimits;
  readonly #toAppError: (error: unknown) => AppError;

  constructor(dependencies: {
    log: EventLog;
    wakeUps: WakeUps;
    defaultModel: string;
    isModel: (model: string) => boolean;
    limits: CommandLimits;
    /** What a client is told of a fault, which is logged there. */
    toAppError: (error: unknown) => AppError;
  }) {
    this.#log = dependencies.log;
    this.#wakeUps = dependencies.wakeUps;
    this.#defaultModel = dependencies.defaultModel;
    this.#isModel = dependencies.isModel;
    this.#limits = dependencies.limits;
    this.#toAppError = dependencies.toAppError;
  }

  /** Never throws. */
  async execute(caller: Caller, command: Command): Promise<Ack<CommandReply>> {
    const { commandId } = command;
    const recorded: RecordedCommand = { userId: caller.userId, commandId, bodyHash: hashBody(command) };
    try {
      return await this.#run(caller, command, recorded);
    } catch (error) {
      const refusal = error instanceof AppError ? error : this.#toAppError(error);
      if (refusal.retryable) return { ok: false, commandId, error: refusal.toAckError() };
      return this.#refuse(recorded, refusal);
    }
  }

  async #run(caller: Caller, command: Command, recorded: RecordedCommand): Promise<Ack<CommandReply>> {
    const { sessionId, commandId } = command;
    const result = await this.#log.transact(
      {
        sessionId,
        userId: caller.userId,
        userMustExist: true,
        ...idsOf(command),
        withSpent: command.type === 'send-message',
        command: recorded,
      },
      (control) => {
        if ('model' in command && command.model !== undefined && !this.#isModel(command.model)) {
          throw new AppError(
            'invalid-input',
            `cannot use the model "${command.model}": it is not configured`,
          );
        }
        return decideCommand(control, command, {
          actor: {
            kind: 'user',
            id: caller.userId,
            ...(caller.name === undefined ? {} : { name: caller.name }),
          },
          defaultModel: this.#defaultModel,
          ...this.#limits,
        });
      },
    );
    if (result.status === 'locked') throw new AppError('busy', 'cannot run the command: the session is busy');
    if (result.status === 'recorded') return this.#repeat(recorded);
    if (command.type === 'mark-read') this.#wakeUps.publish('list', sessionId);
    return { ok: true, ...toReply(commandId, result.lastSeq, result.reply) };
  }

  /** A final refusal is recorded, so that a repetition can't succeed later; what was recorded first is the answer. */
  async #refuse(recorded: RecordedCommand, refusal: AppError): Promise<Ack<CommandReply>> {
    try {
      await this.#log.recordRefusal(recorded, refusal.toAckError());
      return await this.#repeat(recorded);
    } catch (error) {
      return { ok: false, commandId: recorded.commandId, error: this.#toAppError(error).toAckError() };
    }
  }

  async #repeat(recorded: RecordedCommand): Promise<Ack<CommandReply>> {
    const { userId, commandId, bodyHash } = recorded;
    const found = await this.#log.findRecorded(userId, commandId);
    if (!found) throw new AppError('internal', 'cannot answer the command: its record is missing');
    if (found.bodyHash !== bodyHash) {
      const conflict = new AppError('conflict', 'cannot run the command: its id was used for another one');
      return { ok: false, commandId, error: conflict.toAckError() };
    }
    return found.ok ? { ok: true, ...found.reply } : { ok: false, commandId, error: found.error };
  }
}

function toReply(commandId: string, seq: number, result: unknown): CommandReply {
  return { commandId, seq, ...(result === undefined ? {} : { result }) };
}
