'use client';

import { useState } from 'react';
import { Undo2 } from 'lucide-react';
import { Badge } from '#components/admin/frame/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { useDesk, useSkill } from './desk/desk-context.tsx';
import { hasUnsaved, isRefused } from './desk/desk-state.ts';
import type { Comparison } from './diff/diff-view.tsx';
import { DraftState } from './draft-state.tsx';
import { FolderNote } from './folder-note.tsx';
import { MakeVersionDialog } from './publish/make-version-dialog.tsx';
import { RollbackDialog } from './publish/rollback-dialog.tsx';
import type { VersionView } from './skill-view.ts';

export interface SkillHeaderProps {
  onPublish: (version: VersionView) => void;
  onCompare: (comparison: Comparison) => void;
}

/** Which version is where, what became of the text, and the ways on: save, make a version, publish, go back. */
export function SkillHeader({ onPublish, onCompare }: SkillHeaderProps) {
  const { skill, desk } = useSkill();
  const isUnsaved = useDesk(hasUnsaved);
  const isSaving = useDesk((state) => state.isSaving);
  const isBad = useDesk(isRefused);
  const hasDraft = useDesk((state) => state.saved.revision > 0);
  const [open, setOpen] = useState<'version' | 'rollback'>();
  const { production, staging } = skill.labels;
  const find = (hash?: string) => skill.versions.find((version) => version.hash === hash);
  const staged = staging?.hash === production?.hash ? undefined : find(staging?.hash);
  const current = find(production?.hash);
  return (
    <div className="mb-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex flex-wrap items-center gap-2 text-sm">
          {current ? (
            <Badge tone="good">production {current.number}</Badge>
          ) : (
            <Badge tone="bad">nothing in production</Badge>
          )}
          {staged && <Badge tone="warn">staging {staged.number}</Badge>}
          <DraftState />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button disabled={!isUnsaved || isSaving} onClick={() => void desk.save()}>
            {isSaving ? 'Saving' : 'Save draft'}
          </Button>
          <Button
            disabled={isBad || (!hasDraft && !isUnsaved)}
            title={isBad ? 'The linter finds errors.' : undefined}
            onClick={() => setOpen('version')}
            tone={staged ? 'quiet' : 'primary'}
          >
            Make a version
          </Button>
          {staged && (
            <Button tone="primary" onClick={() => onPublish(staged)}>
              Publish {staged.number}
            </Button>
          )}
          {skill.rollbackTo !== null && (
            <Button onClick={() => setOpen('rollback')}>
              <Undo2 aria-hidden className="size-4" strokeWidth={1.75} />
              Roll back
            </Button>
          )}
        </div>
      </div>
      <FolderNote onCompare={onCompare} />
      {open === 'version' && <MakeVersionDialog onClose={() => setOpen(undefined)} />}
      {open === 'rollback' && <RollbackDialog onClose={() => setOpen(undefined)} />}
    </div>
  );
}
