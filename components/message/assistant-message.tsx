'use client';

import type { Message, Part } from '#lib/protocol/message.ts';
import type { Run } from '#lib/protocol/snapshot.ts';
import { PartView } from '../part/part-view.tsx';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerEnd } from './answer-end.tsx';
import { isLivePhase, toAnswerPhase } from './answer-phase.ts';
import { Rail } from './rail.tsx';

export interface AssistantMessageProps {
  message: Message;
  run: Run | undefined;
  /** The newest message: its actions are always in sight. */
  isLast: boolean;
}

/** An answer, as the text of a document. */
export function AssistantMessage({ message, run, isLast }: AssistantMessageProps) {
  const phase = toAnswerPhase(message, run);
  const isLive = isLivePhase(phase);
  return (
    <article
      aria-label="Answer"
      aria-busy={isLive}
      data-message-id={message.id}
      data-role="assistant"
      data-phase={phase}
      className="group/message relative"
    >
      <h2 className="sr-only">Answer</h2>
      <Rail phase={phase} />
      <div className="space-y-3.5">
        {message.parts.map((part, index) => (
          <PartView
            key={keyOf(part, index)}
            part={part}
            isLive={isLive}
            isLast={index === message.parts.length - 1}
          />
        ))}
        <AnswerEnd phase={phase} message={message} code={run?.code} isLast={isLast} />
      </div>
      {!isLive && <AnswerActions message={message} isLast={isLast} />}
    </article>
  );
}

/** Stable while the answer grows: a restart drops parts from the end and writes others there. */
function keyOf(part: Part, index: number): string {
  if (part.type === 'dynamic-tool') return part.toolCallId;
  return `${part.type}-${index}`;
}
