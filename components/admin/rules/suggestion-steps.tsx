'use client';

import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { formatCount } from '#components/usage/usage-words.ts';
import { EstimateFacts } from '../evals/start/estimate-facts.tsx';
import { toEditorPath } from './rule-path.ts';
import type { DraftFact, SuggestionActions, SuggestionName } from './suggestion-actions.ts';
import { useSuggestion } from './use-suggestion.ts';

export interface SuggestionStepsProps {
  name: SuggestionName;
  scenarioIds: readonly string[];
  /** The draft that there is. */
  draft: DraftFact | undefined;
  /** The draft has the text of this suggestion. */
  isDrafted: boolean;
  actions: SuggestionActions;
}

/** Accept, then test again what it affects. */
export function SuggestionSteps({ name, scenarioIds, draft, isDrafted, actions }: SuggestionStepsProps) {
  const draftRevision = draft?.revision ?? 0;
  const { step, problem, isWorking, ...go } = useSuggestion(name, actions, { draftRevision, isDrafted });
  const editor = (
    <Button asChild>
      <Link href={toEditorPath(name.skillName)} prefetch={false}>
        Open the draft
      </Link>
    </Button>
  );
  return (
    <div className="space-y-3">
      <div role="status" className="space-y-3 text-sm empty:hidden">
        {step.kind === 'replacing' && (
          <p>There is a draft already, saved by {draft?.author}. Accepting puts this text in its place.</p>
        )}
        {step.kind === 'conflict' && (
          <p className="text-coral">
            {step.author
              ? `${step.author} saved the draft in the meantime. Nothing was replaced: look at it first.`
              : 'The draft was published or thrown away in the meantime. Accept again to begin a new one.'}
          </p>
        )}
        {step.kind === 'accepted' && <p>It is the draft now. Nothing follows it before it is published.</p>}
        {step.kind === 'priced' && <EstimateFacts estimate={step.retest.estimate} />}
      </div>
      {problem && (
        <p role="alert" className="text-sm text-coral">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {step.kind === 'offered' && (
          <Button tone="primary" disabled={isWorking} onClick={go.accept}>
            Accept
          </Button>
        )}
        {step.kind === 'replacing' && (
          <>
            <Button onClick={go.keepDraft}>Keep the draft</Button>
            <Button tone="danger" disabled={isWorking} onClick={() => void go.save()}>
              Replace the draft
            </Button>
          </>
        )}
        {step.kind === 'conflict' &&
          (step.author ? editor : <Button onClick={() => void go.save()}>Accept</Button>)}
        {step.kind === 'accepted' && (
          <>
            <Button tone="primary" disabled={isWorking} onClick={() => void go.price()}>
              Test {formatCount(scenarioIds.length, 'scenario')} again
            </Button>
            {editor}
          </>
        )}
        {step.kind === 'priced' && (
          <>
            <Button tone="primary" disabled={isWorking} onClick={() => void go.start(step.retest)}>
              Start the test of version {step.retest.skillVersion}
            </Button>
            {editor}
          </>
        )}
      </div>
    </div>
  );
}
