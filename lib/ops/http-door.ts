import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createId } from '#lib/base/ids.ts';
import { toAllowedOrigins } from '#lib/auth/allowed-origin.ts';
import type { Config } from '#lib/config/env.ts';
import type { Logger } from '#lib/config/logger.ts';
import { settleForwardedHeaders } from './forwarded-headers.ts';
import { findRefusal } from './request-refusal.ts';

export const CORRELATION_HEADER = 'x-correlation-id';

/** Answers the requests that are its own; false for the others. */
interface RequestHandler {
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
}

/** Everything that comes in by HTTP passes here first: our own answers, then the rules, then Next. */
export function createHttpDoor(dependencies: {
  config: Config;
  logger: Logger;
  /** In this order; health first, so that it answers whatever the rest does. */
  handlers: readonly RequestHandler[];
  next: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}): RequestListener {
  const { config, logger, handlers, next } = dependencies;
  const rules = { allowedOrigins: toAllowedOrigins(config), maxBodyBytes: config.limits.bodyBytes };
  return (request, response) => {
    // Ours always: an id that a client made up could be anybody's, or a line of its own in the log.
    const correlationId = createId();
    request.headers[CORRELATION_HEADER] = correlationId;
    response.setHeader(CORRELATION_HEADER, correlationId);
    settleForwardedHeaders(request, config);
    if (handlers.some((handler) => handler.handleRequest(request, response))) return;
    const refusal = findRefusal(request, rules);
    if (refusal) {
      // What is left of the body is not wanted, so the connection cannot be used for another request.
      response.shouldKeepAlive = false;
      return sendError(response, refusal.status, {
        code: refusal.code,
        message: refusal.message,
        correlationId,
      });
    }
    if (request.url?.startsWith('/api/')) response.setHeader('cache-control', 'no-store');
    next(request, response).catch((error: unknown) => {
      logger.error({ error, correlationId }, 'request failed');
      sendError(response, 500, {
        code: 'internal',
        message: 'cannot answer: something broke',
        correlationId,
      });
    });
  };
}

/** The code for programs, the message for people, the id to find it in the log by. Never a stack. */
function sendError(
  response: ServerResponse,
  status: number,
  body: { code: string; message: string; correlationId: string },
): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
