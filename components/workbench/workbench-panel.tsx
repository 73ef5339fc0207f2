'use client';

import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { LiveDot } from '../ui/live-dot.tsx';
import { useWorkbench, type WorkbenchView } from './use-workbench.ts';
import { WorkbenchContent } from './workbench-content.tsx';
import { WorkbenchSkeleton } from './workbench-skeleton.tsx';

/** What the agent works on: tables, policies, rows, migrations, and what its last answer changed. */
export function WorkbenchPanel({ onClose }: { onClose: () => void }) {
  const { view, isStale, retry } = useWorkbench();
  return (
    <div className="flex h-full flex-col" aria-busy={isStale}>
      <div className="flex h-(--topbar) shrink-0 items-center gap-2 border-b border-line pr-2 pl-4">
        <h2 className="text-sm font-semibold">Workbench</h2>
        {isStale && view.status === 'ready' && <LiveDot className="size-1.5" />}
        <IconButton icon={X} label="Hide the Workbench" onClick={onClose} className="ml-auto" />
      </div>
      <div
        role="group"
        aria-label="Workbench"
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto p-4 pb-[max(1rem,env(safe-area-inset-bottom))] -outline-offset-2"
      >
        <Body view={view} onRetry={retry} />
      </div>
    </div>
  );
}

function Body({ view, onRetry }: { view: WorkbenchView; onRetry: () => void }) {
  switch (view.status) {
    case 'loading':
      return <WorkbenchSkeleton />;
    case 'failed':
      return (
        <Words text="The Workbench could not be loaded.">
          <Button size="small" onClick={onRetry}>
            Try again
          </Button>
        </Words>
      );
    case 'ready':
      if (view.workbench) return <WorkbenchContent workbench={view.workbench} />;
      return (
        <Words text="This session has no Workbench yet. Ask the agent for something: a table of notes, for example." />
      );
  }
}

function Words({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="space-y-3 text-sm text-ink-soft">
      <p>{text}</p>
      {children}
    </div>
  );
}
