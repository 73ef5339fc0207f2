'use client';

import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { LeaveDialog } from '#components/admin/frame/leave-dialog.tsx';
import { useWayOut } from '#components/admin/frame/use-way-out.ts';
import { Button } from '#components/ui/button.tsx';
import { showToast } from '#components/ui/show-toast.ts';
import type { DraftEdit, DraftFault, DraftTrial, ScenarioDraft } from '#lib/evals/model/scenario-draft.ts';
import { DeleteDraft } from './delete-draft.tsx';
import { DraftFields } from './draft-fields.tsx';
import { DraftSource } from './draft-source.tsx';
import { DraftTrialView } from './draft-trial-view.tsx';
import type { DraftActions } from './feedback-actions.ts';
import { StaleDraft } from './stale-draft.tsx';
import { tellTrial } from './tell-trial.ts';
import { useDraftFaults } from './use-draft-faults.ts';

export interface DraftEditorProps {
  draft: ScenarioDraft;
  faults: readonly DraftFault[];
  actions: DraftActions;
}

const unreachable = {
  ok: false,
  error: { code: 'busy', message: 'The server did not answer, or this is more than it takes at once.' },
} as const;

export function DraftEditor({ draft, faults: first, actions }: DraftEditorProps) {
  const router = useRouter();
  const [edit, setEdit] = useState<DraftEdit>(() => toEdit(draft));
  const [saved, setSaved] = useState({ edit, revision: draft.revision });
  const [theirRevision, setTheirRevision] = useState<number>();
  const [trial, setTrial] = useState<DraftTrial>();
  const [busy, setBusy] = useState<'save' | 'try'>();
  const faults = useDraftFaults(edit, first, actions.findDraftFaults);
  const isUnsaved = edit !== saved.edit;
  const wayOut = useWayOut(isUnsaved);

  const change = (next: DraftEdit) => {
    setEdit(next);
    // It was tried as it is not any more.
    setTrial(undefined);
  };
  const refuse = (words: string, description: string): false => {
    showToast({ words, description, tone: 'bad' });
    return false;
  };
  const save = async (seenRevision: number): Promise<boolean> => {
    setBusy('save');
    const result = await actions.saveDraft(draft.id, edit, seenRevision).catch(() => unreachable);
    setBusy(undefined);
    if (!result.ok) return refuse('The draft was not saved', result.error.message);
    const { value } = result;
    if (value.status === 'gone') return refuse('The draft was not saved', 'Somebody deleted it.');
    if (value.status === 'stale') {
      setTheirRevision(value.revision);
      return false;
    }
    setSaved({ edit, revision: value.revision });
    setTheirRevision(undefined);
    showToast({ words: 'Saved' });
    return true;
  };
  const tryOut = async () => {
    setBusy('try');
    const result = await actions.tryDraft(draft.id, edit).catch(() => unreachable);
    setBusy(undefined);
    if (result.ok) setTrial(result.value);
    else refuse('The draft was not tried', result.error.message);
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0">
        <DraftFields edit={edit} faults={faults} skillName={draft.skillName} onEdit={change} />
        {theirRevision !== undefined && (
          <StaleDraft onLoad={() => router.refresh()} onKeep={() => void save(theirRevision)} />
        )}
        <div className="mt-4 flex flex-wrap items-center gap-2">
          <Button
            tone="primary"
            disabled={busy !== undefined || !isUnsaved}
            onClick={() => void save(saved.revision)}
          >
            Save
          </Button>
          <Button disabled={busy !== undefined || faults.length > 0} onClick={() => void tryOut()}>
            {busy === 'try' ? 'Trying it' : 'Try it'}
          </Button>
          <span className="mr-auto" />
          <DeleteDraft draftId={draft.id} revision={saved.revision} removeDraft={actions.removeDraft} />
        </div>
        <p role="status" className="sr-only">
          {trial && tellTrial(trial).words}
        </p>
        {trial && <DraftTrialView trial={trial} />}
      </div>
      <DraftSource draft={draft} />
      <LeaveDialog
        wayOut={wayOut}
        description="What you wrote since the last save is gone when you leave."
        save={() => save(saved.revision)}
      />
    </div>
  );
}

function toEdit({ slug, title, prompt, seed, checks }: ScenarioDraft): DraftEdit {
  return { slug, title, prompt, seed, checks };
}
