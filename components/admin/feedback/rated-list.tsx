import type { RatedAnswer } from '#lib/protocol/rated-answer.ts';
import type { RatedActions } from './feedback-actions.ts';
import { RatedItem } from './rated-item.tsx';

export interface RatedListProps {
  answers: readonly RatedAnswer[];
  /** By message. */
  draftIds: Readonly<Record<string, string>>;
  actions: RatedActions;
}

export function RatedList({ answers, draftIds, actions }: RatedListProps) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-raised">
      {answers.map((answer) => (
        <RatedItem
          key={`${answer.sessionId}/${answer.messageId}`}
          answer={answer}
          draftId={draftIds[answer.messageId]}
          actions={actions}
        />
      ))}
    </ul>
  );
}
