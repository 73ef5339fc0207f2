'use client';

import { useState, type ComponentProps, type MouseEvent } from 'react';
import dynamic from 'next/dynamic';
import { judgeLink } from './link-policy.ts';

const LeaveDialog = dynamic(() => import('./leave-dialog.tsx').then((module) => module.LeaveDialog), {
  ssr: false,
});

/** A link whose address comes from an answer or a tool. A click shows the whole host before anything is opened. */
export function ExternalLink({
  href,
  children,
  className,
}: Pick<ComponentProps<'a'>, 'href' | 'children' | 'className'>) {
  const [isAsking, setIsAsking] = useState(false);
  const verdict = judgeLink(href);
  if (verdict.kind === 'blocked') {
    return <span title="This link was not safe to open and has been switched off">{children}</span>;
  }
  if (verdict.kind !== 'external') {
    return (
      <a href={verdict.href} className={className}>
        {children}
      </a>
    );
  }
  // The middle button opens too, so it asks too.
  const ask = (event: MouseEvent) => {
    if (event.button > 1) return;
    event.preventDefault();
    setIsAsking(true);
  };
  return (
    <>
      <a
        href={verdict.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className={className}
        onClick={ask}
        onAuxClick={ask}
      >
        {children}
      </a>
      {isAsking && <LeaveDialog href={verdict.href} host={verdict.host} onClose={() => setIsAsking(false)} />}
    </>
  );
}
