import Link from 'next/link';
import { Sparkles } from 'lucide-react';
import type { Suggestion } from '#lib/evals/model/rule-ledger.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '../frame/empty-state.tsx';
import { toChangedFiles } from './changed-files.ts';
import { toEditorPath } from './rule-path.ts';
import { SuggestionCard } from './suggestion-card.tsx';
import type { DraftFact, SuggestionActions } from './suggestion-actions.ts';
import { SuggestionSteps } from './suggestion-steps.tsx';

type Files = Readonly<Record<string, string>>;

export interface SuggestionListProps {
  skillName: string;
  hash: string;
  files: Files;
  suggestions: readonly Suggestion[];
  draft: (DraftFact & { files: Files }) | undefined;
  actions: SuggestionActions;
}

export function SuggestionList({ skillName, hash, files, suggestions, draft, actions }: SuggestionListProps) {
  if (suggestions.length === 0) {
    return (
      <EmptyState
        icon={Sparkles}
        title="Nothing to suggest"
        text="Suggestions come from trials of this version: rules that are skipped, and rules that nobody needs."
      />
    );
  }
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
      {suggestions.map((suggestion) => {
        const { id, scenarioIds, files: after } = suggestion;
        return (
          <SuggestionCard
            key={id}
            suggestion={suggestion}
            changed={after ? toChangedFiles(files, after) : []}
          >
            {after ? (
              <SuggestionSteps
                name={{ skillName, hash, suggestionId: id }}
                scenarioIds={scenarioIds}
                draft={draft && { revision: draft.revision, author: draft.author }}
                isDrafted={draft !== undefined && toChangedFiles(draft.files, after).length === 0}
                actions={actions}
              />
            ) : (
              <Button asChild>
                <Link href={toEditorPath(skillName)} prefetch={false}>
                  Write it in the editor
                </Link>
              </Button>
            )}
          </SuggestionCard>
        );
      })}
    </ul>
  );
}
