'use client';

import { useState } from 'react';
import { useRouter } from 'next/navigation';
import type { EvalEstimate } from '#lib/evals/model/eval-estimate.ts';
import type { EvalSpec } from '#lib/evals/model/eval-spec.ts';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { toRunPath } from '../eval-paths.ts';
import { toSpec, type StartChoice } from './start-choice.ts';

/** Server actions of the page. */
export interface StartActions {
  estimate(spec: EvalSpec): Promise<ActionResult<EvalEstimate>>;
  start(spec: EvalSpec): Promise<ActionResult<{ status: 'started' | 'joined'; evalRunId: string }>>;
}

/** Asks what a spec would take, and starts it: on to the run that it became, also when that was under way already. */
export function useStart(skillName: string, actions: StartActions) {
  const router = useRouter();
  const [estimate, setEstimate] = useState<EvalEstimate>();
  const [problem, setProblem] = useState<string>();
  const [working, setWorking] = useState<'estimate' | 'start'>();

  const forget = () => {
    setEstimate(undefined);
    setProblem(undefined);
  };

  async function ask<T>(
    what: 'estimate' | 'start',
    choice: StartChoice,
    act: (spec: EvalSpec) => Promise<ActionResult<T>>,
  ): Promise<T | undefined> {
    forget();
    const parsed = toSpec(skillName, choice);
    if (!parsed.ok) {
      setProblem(parsed.problem);
      return undefined;
    }
    setWorking(what);
    try {
      const result = await act(parsed.spec);
      if (result.ok) return result.value;
      setProblem(result.error.message);
    } catch {
      setProblem('The server did not answer. Nothing was started, or it is in the list by now.');
    } finally {
      setWorking(undefined);
    }
    return undefined;
  }

  const askEstimate = (choice: StartChoice) =>
    void ask('estimate', choice, actions.estimate).then(setEstimate);
  const start = (choice: StartChoice) =>
    void ask('start', choice, actions.start).then((started) => {
      if (!started) return;
      router.push(`${toRunPath(started.evalRunId)}${started.status === 'joined' ? '?joined=1' : ''}`);
    });
  return { estimate, problem, working, askEstimate, start, forget };
}
