'use client';

import { Database } from 'lucide-react';
import { IconButton } from '../ui/icon-button.tsx';
import { loadWorkbench } from './load-workbench.ts';
import type { Panel } from './use-panel.ts';
import { workbenchId, workbenchToggleId } from './workbench-side.tsx';
import { preload } from '../ui/preload.ts';

export function WorkbenchButton({ panel }: { panel: Panel }) {
  const isOpen = panel.isShown || panel.hasSheet;
  return (
    <IconButton
      id={workbenchToggleId}
      icon={Database}
      label="Workbench"
      aria-expanded={isOpen}
      aria-controls={panel.isShown ? workbenchId : undefined}
      onPointerEnter={() => preload(loadWorkbench)}
      onFocus={() => preload(loadWorkbench)}
      onClick={panel.toggle}
      className="aria-expanded:bg-hover aria-expanded:text-ink"
    />
  );
}
