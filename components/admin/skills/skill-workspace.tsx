'use client';

import { useState } from 'react';
import { Tabs } from 'radix-ui';
import { SkillProvider } from './desk/desk-context.tsx';
import { DRAFT } from './diff/sources.ts';
import { DiffView, type Comparison } from './diff/diff-view.tsx';
import { EditView } from './edit/edit-view.tsx';
import { LeaveGuard } from './edit/leave-guard.tsx';
import { HistoryView } from './history/history-view.tsx';
import { PublishDialog } from './publish/publish-dialog.tsx';
import type { SkillActions } from './skill-actions.ts';
import { SkillHeader } from './skill-header.tsx';
import type { SkillView, VersionView } from './skill-view.ts';
import { tabs, type Tab } from './tabs.ts';
import { UsageView } from './usage/usage-view.tsx';

export interface SkillWorkspaceProps {
  skill: SkillView;
  actions: SkillActions;
  /** As the address has it. */
  tab: Tab;
  comparison?: Comparison | undefined;
}

/** A skill: its text, what differs, what was, and who follows it. What is looked at stands in the address. */
export function SkillWorkspace({ skill, actions, tab: firstTab, comparison: asked }: SkillWorkspaceProps) {
  const [tab, setTab] = useState(firstTab);
  const [comparison, setComparison] = useState<Comparison>(
    asked ?? { from: skill.labels.production?.hash ?? skill.text.base ?? DRAFT, to: DRAFT },
  );
  const [publishing, setPublishing] = useState<VersionView>();
  const show = (next: Tab, between: Comparison = comparison) => {
    setTab(next);
    setComparison(between);
    history.replaceState(null, '', toAddress(next, between));
  };
  return (
    <SkillProvider skill={skill} actions={actions}>
      <SkillHeader onPublish={setPublishing} onCompare={(between) => show('diff', between)} />
      <Tabs.Root
        value={tab}
        onValueChange={(value) => show(tabs.find(({ id }) => id === value)?.id ?? 'text')}
      >
        <Tabs.List aria-label={skill.name} className="mb-5 flex gap-1 overflow-x-auto border-b border-line">
          {tabs.map(({ id, label }) => (
            <Tabs.Trigger
              key={id}
              value={id}
              className="-mb-px flex h-9 items-center border-b-2 border-transparent px-3 text-sm font-medium text-ink-soft -outline-offset-2 hover:text-ink data-[state=active]:border-kelp data-[state=active]:text-ink pointer-coarse:h-11"
            >
              {label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {/* Stays where it is: what was undone, and where one was, are part of the editor. */}
        <Tabs.Content value="text" forceMount tabIndex={-1} className="data-[state=inactive]:hidden">
          <EditView />
        </Tabs.Content>
        <Tabs.Content value="diff" tabIndex={-1}>
          <DiffView comparison={comparison} onChange={(between) => show('diff', between)} />
        </Tabs.Content>
        <Tabs.Content value="history" tabIndex={-1}>
          <HistoryView
            onCompare={(between) => show('diff', between)}
            onEdit={() => show('text')}
            onPublish={setPublishing}
          />
        </Tabs.Content>
        <Tabs.Content value="usage" tabIndex={-1}>
          <UsageView />
        </Tabs.Content>
      </Tabs.Root>
      {publishing && <PublishDialog version={publishing} onClose={() => setPublishing(undefined)} />}
      <LeaveGuard />
    </SkillProvider>
  );
}

function toAddress(tab: Tab, { from, to }: Comparison): string {
  if (tab === 'text') return location.pathname;
  const short = (source: string) => source.slice(0, 12);
  const sides = tab === 'diff' ? { from: short(from), to: short(to) } : {};
  return `${location.pathname}?${new URLSearchParams({ view: tab, ...sides })}`;
}
