'use client';

import { useCallback } from 'react';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { withPassword } from './with-password.ts';

type Action<In extends unknown[], Out> = (...input: In) => Promise<ActionResult<Out>>;

/** The action, with the question for the password when the server wants one. Never rejects. */
export function useConfirmed<In extends unknown[], Out>(action: Action<In, Out>): Action<In, Out> {
  return useCallback((...input: In) => withPassword(() => action(...input)), [action]);
}
