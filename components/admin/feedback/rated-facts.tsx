import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { reasonWords } from '#components/message/reason-words.ts';
import type { RatedAnswer } from '#lib/protocol/rated-answer.ts';
import { readRatingNote } from '#lib/protocol/rating-note.ts';
import { ModelName } from '../evals/model-name.tsx';
import { Badge } from '../frame/badge.tsx';
import { LocalDateTime } from '../frame/local-date-time.tsx';

/** What was said about an answer, and nothing of what it says. */
export function RatedFacts({ answer }: { answer: RatedAnswer }) {
  const { value, note, model, skill, ratedAt } = answer;
  const { reasons, text } = readRatingNote(note ?? '');
  const Thumb = value === 1 ? ThumbsUp : ThumbsDown;
  return (
    <div className="min-w-0 flex-1 basis-64">
      <div className="flex flex-wrap items-center gap-2 text-sm font-medium">
        <span className={`inline-flex items-center gap-1.5 ${value === 1 ? 'text-kelp' : 'text-coral'}`}>
          <Thumb aria-hidden className="size-4" strokeWidth={1.75} />
          {value === 1 ? 'Good' : 'Bad'}
        </span>
        {reasons.map((reason) => (
          <Badge key={reason} tone="warn">
            {reasonWords[reason]}
          </Badge>
        ))}
      </div>
      {text !== '' && <p className="mt-1 text-sm [overflow-wrap:anywhere] whitespace-pre-wrap">{text}</p>}
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-ink-soft">
        <LocalDateTime at={ratedAt} />
        {model !== null && <ModelName modelId={model} />}
        {skill !== null && (
          <span>
            {skill.name} <span className="font-mono">{skill.version}</span>
          </span>
        )}
      </p>
    </div>
  );
}
