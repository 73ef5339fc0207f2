'use client';

import { useState } from 'react';
import { useRouter } from 'next/navigation';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { toRunPath } from '../evals/eval-paths.ts';
import type { Retest, SuggestionActions, SuggestionName } from './suggestion-actions.ts';

export type SuggestionStep =
  | { readonly kind: 'offered' }
  /** There is a draft, which accepting replaces: asked once more. */
  | { readonly kind: 'replacing' }
  | { readonly kind: 'conflict'; readonly author: string | null }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'priced'; readonly retest: Retest };

/** The way of a suggestion: accepted as a draft, then tested again on just what it affects, with the price first. */
export function useSuggestion(
  name: SuggestionName,
  actions: SuggestionActions,
  { draftRevision, isDrafted }: { draftRevision: number; isDrafted: boolean },
) {
  const router = useRouter();
  const [step, setStep] = useState<SuggestionStep>({ kind: isDrafted ? 'accepted' : 'offered' });
  const [problem, setProblem] = useState<string>();
  const [isWorking, setIsWorking] = useState(false);

  async function ask<T>(act: () => Promise<ActionResult<T>>): Promise<T | undefined> {
    setProblem(undefined);
    setIsWorking(true);
    try {
      const result = await act();
      if (result.ok) return result.value;
      setProblem(result.error.message);
    } catch {
      setProblem('The server did not answer.');
    } finally {
      setIsWorking(false);
    }
    return undefined;
  }

  const save = async () => {
    const accepted = await ask(() => actions.accept(name, draftRevision));
    if (!accepted) return;
    setStep(
      accepted.status === 'saved' ? { kind: 'accepted' } : { kind: 'conflict', author: accepted.author },
    );
    // Other suggestions on the page know of the draft, too.
    router.refresh();
  };
  const accept = () => (draftRevision > 0 ? setStep({ kind: 'replacing' }) : void save());
  const price = async () => {
    const retest = await ask(() => actions.prepareRetest(name));
    if (retest) setStep({ kind: 'priced', retest });
  };
  const start = async ({ spec }: Retest) => {
    const started = await ask(() => actions.start(spec));
    if (started) router.push(toRunPath(started.evalRunId));
  };
  const keepDraft = () => setStep({ kind: 'offered' });
  return { step, problem, isWorking, accept, save, keepDraft, price, start };
}
