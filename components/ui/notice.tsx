import type { ReactNode } from 'react';
import { Mark } from '../mark/mark.tsx';

export interface NoticeProps {
  title: string;
  text: string;
  /** The way on. */
  children?: ReactNode;
}

/** A page that has nothing to show says what happened and where to go. */
export function Notice({ title, text, children }: NoticeProps) {
  return (
    <div className="m-auto max-w-md px-6 py-16 text-center">
      <Mark className="mx-auto mb-5 size-9 text-kelp" />
      <h1 className="text-xl font-semibold tracking-[-0.015em]">{title}</h1>
      <p className="mt-2 text-ink-soft">{text}</p>
      {children && <div className="mt-6 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
