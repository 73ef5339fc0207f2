'use client';

import { useEffect, useLayoutEffect, type ReactNode } from 'react';
import { useSession } from '#lib/client/use-session.ts';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import { MessageItem } from '../message/message-item.tsx';
import { PendingBubble } from '../message/pending-message.tsx';
import { JumpToLatest } from './jump-to-latest.tsx';
import { OlderMessages } from './older-messages.tsx';
import { isSameList, selectBranch, selectPendingHere, selectRuns, selectSeq } from './select-transcript.ts';
import { useFollowScroll } from './use-follow-scroll.ts';

export interface TranscriptProps {
  /** Lies over the end of the transcript. */
  children?: ReactNode;
}

/** The messages of the branch and own ones on their way. One message renders when it changes, the list when one comes. */
export function Transcript({ children }: TranscriptProps) {
  const branch = useSession(selectBranch, isSameList);
  const runs = useSession(selectRuns);
  const pending = useSession(selectPendingHere, isSameList);
  const seq = useSession(selectSeq);
  const { markRead } = useSessionActions();
  const { scrollerRef, contentRef, spacerRef, follow, isNearEnd } = useFollowScroll();
  const firstId = branch[0]?.id;
  const sentId = pending.at(-1)?.messageId;

  // Synchronises with the scroll position: after every render, because any may have put messages above.
  useLayoutEffect(() => follow.keepPlace(firstId));
  useLayoutEffect(() => {
    if (sentId !== undefined) follow.holdAtTop(sentId);
  }, [follow, sentId]);
  // Synchronises with the server: what is in sight has been read.
  useEffect(() => {
    if (isNearEnd && seq > 0) markRead();
  }, [isNearEnd, markRead, seq]);

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scrollerRef}
        data-transcript
        role="group"
        aria-label="Transcript"
        tabIndex={0}
        className="relative h-full overflow-y-auto [overflow-anchor:none] -outline-offset-2"
      >
        <div ref={contentRef} className="mx-auto max-w-(--column) px-5 pt-4 pb-12 md:px-8">
          <OlderMessages />
          <div role="log" aria-live="off" aria-label="Messages" className="space-y-2.5">
            {branch.map((message, index) => (
              <MessageItem
                key={message.id}
                message={message}
                run={message.runId === undefined ? undefined : runs.get(message.runId)}
                isLast={index === branch.length - 1 && pending.length === 0}
              />
            ))}
            {pending.map((each) => (
              <PendingBubble key={each.messageId} pending={each} />
            ))}
          </div>
        </div>
        <div ref={spacerRef} aria-hidden />
      </div>
      <div className="pointer-events-none absolute inset-x-0 bottom-0 flex flex-col items-center gap-2 px-3 pb-2 *:pointer-events-auto">
        {!isNearEnd && <JumpToLatest onJump={() => follow.jumpToLatest()} />}
        {children}
      </div>
    </div>
  );
}
