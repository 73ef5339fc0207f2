'use client';

import type { Message } from '#lib/protocol/message.ts';
import type { Run } from '#lib/protocol/snapshot.ts';
import { PartView } from '../part/part-view.tsx';
import { SourceList } from '../source/source-list.tsx';
import { ToolStack } from '../tool/tool-stack.tsx';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerEnd } from './answer-end.tsx';
import { isLivePhase, toAnswerPhase } from './answer-phase.ts';
import { findRetryMs } from './find-retry.ts';
import { groupParts, type PartGroup } from './group-parts.ts';
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
        {groupParts(message.parts).map((group) => (
          <Group key={group.key} group={group} isLive={isLive} />
        ))}
        <AnswerEnd
          phase={phase}
          message={message}
          code={run?.code}
          retryMs={findRetryMs(run)}
          isLast={isLast}
        />
      </div>
      {!isLive && <AnswerActions message={message} isLast={isLast} />}
    </article>
  );
}

function Group({ group, isLive }: { group: PartGroup; isLive: boolean }) {
  switch (group.kind) {
    case 'part':
      return <PartView part={group.part} isLive={isLive} isLast={group.isLast} />;
    case 'tools':
      return <ToolStack tools={group.tools} isLive={isLive} />;
    case 'sources':
      return <SourceList sources={group.sources} firstNumber={group.firstNumber} />;
  }
}
