'use client';

import { useSession } from '#lib/client/use-session.ts';
import type { Message } from '#lib/protocol/message.ts';
import { textOf } from '#lib/state/selectors.ts';
import { classNames } from '../ui/class-names.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { LocalTime } from '../ui/local-time.tsx';
import { AnswerUsage } from '../usage/answer-usage.tsx';
import { ModelLabel } from './model-label.tsx';
import { RatingButtons } from './rating-buttons.tsx';

/** Always there for keyboards and readers; for the eye on the newest answer, and where the pointer is. */
export function AnswerActions({ message, isLast }: { message: Message; isLast: boolean }) {
  const isReader = useSession((view) => view.role === 'viewer');
  return (
    <div className="mt-2 -ml-1.5 flex min-h-8 flex-wrap items-center gap-x-1 text-xs text-ink-soft">
      {message.model && (
        <span className="mr-1 ml-1.5">
          <ModelLabel model={message.model} />
          {message.skill && ` · ${message.skill.name} ${message.skill.version}`}
        </span>
      )}
      <span
        className={classNames(
          'flex items-center transition-opacity',
          !isLast &&
            'opacity-0 group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100',
        )}
      >
        <CopyButton size="small" label="Copy answer" getText={() => textOf(message)} />
        {!isReader && <RatingButtons messageId={message.id} rating={message.rating} />}
        <AnswerUsage message={message} />
        <span className="ml-1.5">
          <LocalTime at={message.createdAt} />
        </span>
      </span>
    </div>
  );
}
