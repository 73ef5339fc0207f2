import type { Logger } from '#lib/config/logger.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { Clock } from '#lib/base/clock.ts';
import { answerEvent } from './answer-event.ts';
import type { Connection } from './connection.ts';
import type { EventHandler } from './event-handler.ts';

const MAX_UNKNOWN_EVENTS = 10;

/**
 * Hands events to handlers by name. It stands before Socket.IO's own dispatch and lets nothing through, so that a name
 * which a client makes up (`error`, `__proto__`, `''`) never reaches an event emitter. [X16]
 */
export class EventRouter {
  readonly #handlers: ReadonlyMap<string, EventHandler>;
  readonly #logger: Logger;
  readonly #clock: Clock;

  constructor(dependencies: { handlers: ReadonlyMap<string, EventHandler>; logger: Logger; clock: Clock }) {
    this.#handlers = dependencies.handlers;
    this.#logger = dependencies.logger;
    this.#clock = dependencies.clock;
  }

  attach(connection: Connection): void {
    const { socket } = connection;
    socket.use(([event, ...parameters]) => {
      if (socket.connected) this.#route(connection, event, parameters);
    });
    // A packet that cannot be parsed ends up here; Socket.IO closes the connection by itself.
    socket.on('error', (error) =>
      this.#logger.debug({ error, userId: connection.login.userId }, 'socket failed'),
    );
  }

  #route(connection: Connection, event: unknown, parameters: readonly unknown[]): void {
    connection.activeAtMs = this.#clock.now();
    const handler = typeof event === 'string' ? this.#handlers.get(event) : undefined;
    if (handler && typeof event === 'string') {
      void answerEvent(connection, handler, parameters, { event, logger: this.#logger });
      return;
    }
    void answerEvent(connection, unknownEventHandler, parameters, { event: 'unknown', logger: this.#logger });
    connection.unknownEvents += 1;
    if (connection.unknownEvents >= MAX_UNKNOWN_EVENTS) connection.close('invalid-input');
  }
}

const unknownEventHandler: EventHandler = {
  bucket: 'signal',
  answer: () => Promise.reject(new AppError('invalid-input', 'cannot answer: there is no such event')),
};
