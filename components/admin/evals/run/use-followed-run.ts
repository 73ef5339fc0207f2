'use client';

import { useEffect, useReducer } from 'react';
import type { EvalRunReply } from './eval-run-reply.ts';
import { followRun, toNextPollMs, type FollowedRun, type PollOutcome } from './follow-run.ts';

type Followed = FollowedRun<EvalRunReply>;

/** A frozen server answers nothing at all. */
const GIVE_UP_MS = 10_000;

/** Asks for what is new each second, while there can be something new and somebody looks at the page. */
export function useFollowedRun(initial: EvalRunReply): Followed {
  const [followed, hear] = useReducer(followRun<EvalRunReply>, {
    reply: initial,
    failures: 0,
    isGone: false,
  });

  // Synchronises with the server and with whether the page is in sight.
  useEffect(() => {
    const waitMs = toNextPollMs(followed);
    if (waitMs === undefined) return;
    const left = new AbortController();
    const { signal } = left;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const outcome = await askServer(followed.reply, signal);
      if (signal.aborted) return;
      hear(outcome);
      // Where nothing is new nothing renders, and nobody else would ask again.
      if (outcome.kind === 'same') wait(toNextPollMs({ ...followed, failures: 0 }));
    };
    const wait = (ms: number | undefined) => {
      clearTimeout(timer);
      if (ms !== undefined && !document.hidden) timer = setTimeout(() => void ask(), ms);
    };
    const onVisibility = () => wait(document.hidden ? undefined : 0);
    document.addEventListener('visibilitychange', onVisibility, { signal });
    wait(waitMs);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [followed]);

  return followed;
}

async function askServer(
  { run, matrix }: EvalRunReply,
  signal: AbortSignal,
): Promise<PollOutcome<EvalRunReply>> {
  const search = new URLSearchParams({ after: String(run.revision), axis: matrix.axis });
  try {
    const response = await fetch(`/api/admin/evals/${run.id}?${search}`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(GIVE_UP_MS)]),
      cache: 'no-store',
    });
    if (response.status === 204) return { kind: 'same' };
    if (response.status === 404) return { kind: 'gone' };
    if (!response.ok) return { kind: 'failed' };
    // Cast: the route answers with this type, from the same build.
    return { kind: 'fresh', reply: (await response.json()) as EvalRunReply };
  } catch {
    return { kind: 'failed' };
  }
}
