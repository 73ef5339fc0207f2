'use client';

import { useState } from 'react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useDesk, useSkill } from '../desk/desk-context.tsx';
import { hasUnsaved } from '../desk/desk-state.ts';
import { toStartPath } from '#components/admin/evals/eval-paths.ts';
import type { VersionOutcome } from '../skill-view.ts';
import { toMovedWords } from './moved-words.ts';
import { TextArea } from './text-area.tsx';

type Made = Extract<VersionOutcome, { status: 'made' }>;

/** The draft becomes a version that never changes; then its evals can be started. */
export function MakeVersionDialog({ onClose }: { onClose: () => void }) {
  const { skill, actions, desk } = useSkill();
  const router = useRouter();
  const isUnsaved = useDesk(hasUnsaved);
  const [note, setNote] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const [made, setMade] = useState<Made>();

  const run = async () => {
    setIsBusy(true);
    setFault(undefined);
    const fail = (words: string) => {
      setIsBusy(false);
      setFault(words);
    };
    if (hasUnsaved(desk.getState()) && !(await desk.save())) {
      // Why it was not saved is told beside the text, or asked in a dialog of its own.
      return onClose();
    }
    const { revision: expectedDraft } = desk.getState().saved;
    const expectedStaging = skill.labels.staging?.revision ?? 0;
    const result = await actions
      .makeVersion({ name: skill.name, note: note.trim(), expectedDraft, expectedStaging })
      .catch(() => undefined);
    if (!result?.ok) return fail(result?.error.message ?? 'The server could not be reached.');
    const outcome = result.value;
    if (outcome.status === 'conflict') {
      desk.meet(outcome.theirs);
      return onClose();
    }
    if (outcome.status !== 'made') router.refresh();
    if (outcome.status === 'refused') return fail('The linter finds errors. See the list beside the text.');
    if (outcome.status === 'moved-meanwhile') return fail(toMovedWords(outcome.move, skill.versions));
    setMade(outcome);
    setIsBusy(false);
    router.refresh();
  };
  if (made) return <VersionMade made={made} onClose={onClose} />;
  return (
    <Dialog
      title="Make a version"
      description="The text gets a number and never changes again. Staging moves to it; what answers follow stays as it is."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={isBusy} onClick={() => void run()}>
            {isBusy ? 'Making' : isUnsaved ? 'Save and make' : 'Make the version'}
          </Button>
        </>
      }
    >
      <TextArea
        label="What is different"
        hint="For the history: one sentence."
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {fault !== undefined && (
        <p role="alert" className="mt-3 text-sm text-coral">
          {fault}
        </p>
      )}
    </Dialog>
  );
}

function VersionMade({ made, onClose }: { made: Made; onClose: () => void }) {
  const { skill } = useSkill();
  return (
    <Dialog
      title={`Version ${made.number} is made`}
      description="Nothing follows it yet. The evals say whether it is better than what is in production."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Later</Button>
          <Button tone="primary" asChild>
            <Link href={toStartPath({ skillName: skill.name, hash: made.hash })} prefetch={false}>
              Run the evals
            </Link>
          </Button>
        </>
      }
    />
  );
}
