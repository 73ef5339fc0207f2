'use client';

import { useState } from 'react';
import { MonitorSmartphone } from 'lucide-react';
import { useSession } from '#lib/client/use-session.ts';
import { useSessionList } from '#lib/client/use-session-list.ts';
import { selectOpenApprovals } from '../approval/select-approvals.ts';
import { untitled } from '../sidebar/row-state.ts';
import { SessionMenu } from '../sidebar/session-menu.tsx';
import { TitleField } from '../sidebar/title-field.tsx';
import { SessionUsage } from '../usage/session-usage.tsx';
import type { Panel } from '../workbench/use-panel.ts';
import { WorkbenchButton } from '../workbench/workbench-button.tsx';

export function SessionHeader({ panel }: { panel: Panel }) {
  const sessionId = useSession((view) => view.sessionId);
  const title = useSession((view) => view.state.title);
  const others = useSession((view) => view.devices - 1);
  const isAsking = useSession((view) => selectOpenApprovals(view).length > 0);
  const row = useSessionList((list) => list.rows.find((each) => each.sessionId === sessionId));
  const [isRenaming, setIsRenaming] = useState(false);
  return (
    <header className="flex h-(--topbar) shrink-0 items-center gap-3 border-b border-line topbar-gutter pr-2">
      <title>{`${isAsking ? 'Approval needed · ' : ''}${title ?? untitled} · Holdfast`}</title>
      <div className="group relative flex min-w-0 items-center gap-1">
        {isRenaming ? (
          <TitleField sessionId={sessionId} title={title ?? ''} onDone={() => setIsRenaming(false)} />
        ) : (
          <>
            <h1 className="truncate pr-9 text-sm font-semibold">{title ?? untitled}</h1>
            {row && !row.unsent && <SessionMenu row={row} onRename={() => setIsRenaming(true)} />}
          </>
        )}
      </div>
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {others > 0 && <OtherDevices count={others} />}
        <SessionUsage />
        <WorkbenchButton panel={panel} />
      </div>
    </header>
  );
}

function OtherDevices({ count }: { count: number }) {
  return (
    <p className="mr-1 flex items-center gap-1.5 text-xs text-ink-soft">
      <MonitorSmartphone aria-hidden className="size-4" strokeWidth={1.75} />
      <span className="hidden sm:inline">
        Also open on {count === 1 ? 'another device' : `${count} other devices`}
      </span>
      <span className="sm:hidden">+{count}</span>
    </p>
  );
}
