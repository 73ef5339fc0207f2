'use client';

import { useConnection } from '#lib/client/use-connection.ts';

/** The id of the user whose page this is, once the server has said it. */
export function useSelfId(): string | undefined {
  return useConnection((view) => view.hello?.userId);
}
