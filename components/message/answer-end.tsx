'use client';

import type { ReactNode } from 'react';
import { CircleAlert, CircleStop, Hand, Hourglass, RotateCw } from 'lucide-react';
import { useSession } from '#lib/client/use-session.ts';
import type { Message } from '#lib/protocol/message.ts';
import { Mark } from '../mark/mark.tsx';
import type { AnswerPhase } from './answer-phase.ts';
import { ContinueAnswer } from './continue-answer.tsx';
import { RetryWait } from './retry-wait.tsx';
import { findErrorWords } from './run-error-words.ts';
import { SendAgain } from './send-again.tsx';

export interface AnswerEndProps {
  phase: AnswerPhase;
  message: Message;
  /** Why it failed. */
  code: string | undefined;
  /** When the model is asked again, while it waits for that. */
  retryMs: number | undefined;
  isLast: boolean;
}

/** What stands under the text of an answer that is not simply whole. */
export function AnswerEnd({ phase, message, code, retryMs, isLast }: AnswerEndProps) {
  switch (phase) {
    case 'waiting':
      return <Line icon={<Mark swaying className="size-[1.125rem] text-kelp" />}>Waiting for the model</Line>;
    case 'thinking':
      return <Line icon={<Mark swaying className="size-[1.125rem] text-kelp" />}>Thinking</Line>;
    case 'recovering':
      return (
        <Line icon={<RotateCw className="size-4 animate-spin text-sand" />}>Picking up where it stopped</Line>
      );
    case 'stopping':
      return <Line icon={<CircleStop className="size-4" />}>Stopping</Line>;
    case 'suspended':
      return (
        <Line icon={<Hourglass className="size-4 text-sand" />}>
          <RetryWait retryMs={retryMs} />
        </Line>
      );
    case 'asking':
      return <Asking />;
    case 'stopped':
      return (
        <Line icon={<CircleStop className="size-4" />}>
          Stopped {isLast && <SendAgain message={message} />}
        </Line>
      );
    case 'failed':
      return <Failure message={message} code={code} isLast={isLast} />;
    case 'writing':
    case 'working':
    case 'complete':
      return null;
  }
}

function Asking() {
  const isReader = useSession((view) => view.role === 'viewer');
  return (
    <Line icon={<Hand className="size-4 text-sand" />}>
      {isReader ? 'Waiting for an approval' : 'Waiting for your approval'}
    </Line>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex min-h-8 items-center gap-2 text-sm text-ink-soft [&_svg]:shrink-0">
      {icon}
      {children}
    </p>
  );
}

function Failure({ message, code, isLast }: Omit<AnswerEndProps, 'phase' | 'retryMs'>) {
  const { sentence, nextStep, action } = findErrorWords(code);
  return (
    <div className="flex gap-3 rounded-md bg-coral-wash px-4 py-3 text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-coral" strokeWidth={1.75} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{sentence}</p>
        <p className="text-ink-soft">{nextStep}</p>
        <div className="mt-2 flex items-center gap-3 empty:hidden">
          {isLast && action === undefined && <SendAgain message={message} />}
          {isLast && action === 'continue' && <ContinueAnswer message={message} />}
          {code && <code className="font-mono text-xs text-ink-soft">{code}</code>}
        </div>
      </div>
    </div>
  );
}
