import { requireAuth } from '#lib/auth/shared-auth.ts';

const handle = (request: Request): Promise<Response> => requireAuth().handle(request);

export { handle as GET, handle as POST };
