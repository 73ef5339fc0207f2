'use client';

import { useState } from 'react';
import type { SessionView } from '#lib/client/session-view.ts';
import { useConnection } from '#lib/client/use-connection.ts';
import { useSession } from '#lib/client/use-session.ts';
import type { Message } from '#lib/protocol/message.ts';
import { selectOpenApprovals } from '../approval/select-approvals.ts';
import { findAnnouncement, type Announced } from './announce.ts';
import { findStatusWords, QUIET_MS } from './connection-words.ts';
import { useHasPassed } from './use-has-passed.ts';

/** Streaming text is not news: the same answer in the same status is the same. */
const isSameAnswer = (a: Message | undefined, b: Message | undefined) =>
  a?.id === b?.id && a?.status === b?.status;

const selectAnswer = ({ state }: SessionView): Message | undefined => {
  const tip = state.tipId === null ? undefined : state.messages.get(state.tipId);
  return tip?.role === 'assistant' ? tip : undefined;
};

/** The only live region of the page. */
export function Announcer() {
  const answer = useSession(selectAnswer, isSameAnswer);
  const approvals = useSession((each) => selectOpenApprovals(each).length);
  const view = useConnection((each) => each);
  const isLongDown = useHasPassed((view.downSinceMs ?? 0) + QUIET_MS);
  const [said, setSaid] = useState<{ of: Announced; words: string; count: number }>({
    of: { answer: undefined, connection: undefined, approvals: 0 },
    words: '',
    count: 0,
  });

  const connection =
    view.downSinceMs === undefined && view.status === 'connecting'
      ? undefined
      : findStatusWords(view, isLongDown ? QUIET_MS : 0);
  if (
    !isSameAnswer(said.of.answer, answer) ||
    said.of.connection?.words !== connection?.words ||
    said.of.approvals !== approvals
  ) {
    const now = { answer, connection, approvals };
    const words = findAnnouncement(said.of, now);
    setSaid({ of: now, words: words ?? said.words, count: said.count + (words === undefined ? 0 : 1) });
  }
  return (
    <p role="status" className="sr-only">
      {/* What is said a second time is said again: for that it has to be new. */}
      <span key={said.count}>{said.words}</span>
    </p>
  );
}
