import { createId } from '#lib/base/ids.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { Auth } from './auth.ts';

export type AuthHandler = (request: Request) => Promise<Response>;

/** Better Auth's routes for `/api/auth/*`. A fault is logged and answered with an id to find it by, nothing more. */
export function createAuthHandler({ auth, logger }: { auth: Auth; logger: Logger }): AuthHandler {
  return async (request) => {
    const response = await auth.handler(request).catch((error: unknown) => {
      const correlationId = request.headers.get('x-correlation-id') ?? createId();
      logger.error({ error, correlationId }, 'auth request failed');
      return Response.json(
        { code: 'internal', message: 'cannot answer: something broke', correlationId },
        { status: 500 },
      );
    });
    response.headers.set('cache-control', 'no-store');
    return response;
  };
}
