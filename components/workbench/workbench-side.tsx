'use client';

import dynamic from 'next/dynamic';
import { loadSheet } from '../shell/load-sheet.ts';
import { loadWorkbench } from './load-workbench.ts';
import type { Panel } from './use-panel.ts';
import { WorkbenchSkeleton } from './workbench-skeleton.tsx';

const WorkbenchPanel = dynamic(() => loadWorkbench().then((module) => module.WorkbenchPanel), {
  ssr: false,
  loading: () => (
    <div className="p-4 pt-[calc(var(--topbar)+1rem)]">
      <WorkbenchSkeleton />
    </div>
  ),
});
const Sheet = dynamic(() => loadSheet().then((module) => module.Sheet), { ssr: false });

export const workbenchId = 'workbench';
export const workbenchToggleId = 'workbench-toggle';

/** Beside the session where there is room, over it where there is none. Its place is kept while its code comes. */
export function WorkbenchSide({ panel }: { panel: Panel }) {
  const hide = () => {
    panel.close();
    // The button that was pressed goes with the panel; focus goes where it was opened.
    document.getElementById(workbenchToggleId)?.focus();
  };
  return (
    <>
      {panel.isShown && (
        <aside
          id={workbenchId}
          aria-label="Workbench"
          className="hidden w-(--workbench) shrink-0 border-l border-line bg-sunken lg:block"
        >
          <WorkbenchPanel onClose={hide} />
        </aside>
      )}
      {panel.hasSheet && (
        <Sheet label="Workbench" side="right" onClose={panel.close}>
          <WorkbenchPanel onClose={panel.close} />
        </Sheet>
      )}
    </>
  );
}
