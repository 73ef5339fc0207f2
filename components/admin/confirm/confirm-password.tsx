'use client';

import { useEffect, useRef, useState } from 'react';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { ConfirmPasswordDialog } from './confirm-password-dialog.tsx';
import { answerPasswordQuestions } from './password-question.ts';

export type ConfirmPasswordAction = (password: string) => Promise<ActionResult<{ isRight: boolean }>>;

/** Asks for the password when an action wants it typed again. Once per page: the frame has it. */
export function ConfirmPassword({ confirm }: { confirm: ConfirmPasswordAction }) {
  const [isAsking, setIsAsking] = useState(false);
  const answers = useRef<((isRight: boolean) => void)[]>([]);

  // Synchronises with the questions of actions, wherever on the page they are.
  useEffect(
    () =>
      answerPasswordQuestions(
        () =>
          new Promise((resolve) => {
            answers.current.push(resolve);
            setIsAsking(true);
          }),
      ),
    [],
  );

  const answer = (isRight: boolean) => {
    setIsAsking(false);
    for (const resolve of answers.current.splice(0)) resolve(isRight);
  };
  return isAsking && <ConfirmPasswordDialog confirm={confirm} onAnswer={answer} />;
}
