'use client';

import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { useConfirmed } from '#components/admin/confirm/use-confirmed.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { showToast } from '#components/ui/show-toast.ts';
import type { GateVerdict } from '#lib/evals/model/gate.ts';
import { useSkill } from '../desk/desk-context.tsx';
import type { PublishOutcome, VersionView } from '../skill-view.ts';
import { GateAnswer } from './gate-answer.tsx';
import { toMovedWords } from './moved-words.ts';
import { TextArea } from './text-area.tsx';

/** As the server wants it: a reason nobody can read later is none. */
const MIN_OVERRIDE_CHARS = 10;

export interface PublishDialogProps {
  version: VersionView;
  onClose: () => void;
}

/** Puts a version into production: through the gate, or past it with a reason that stays. */
export function PublishDialog({ version, onClose }: PublishDialogProps) {
  const { skill, actions } = useSkill();
  const router = useRouter();
  const publish = useConfirmed(actions.publish);
  const [verdict, setVerdict] = useState<GateVerdict>();
  const [why, setWhy] = useState('');
  const [override, setOverride] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  // What was in production when this was opened: the decision is about that, whatever the page learns meanwhile.
  const [seen] = useState(skill.labels.production);
  const isClosed = verdict?.status === 'closed';
  const before = skill.versions.find(({ hash }) => hash === seen?.hash);

  const run = async () => {
    setIsBusy(true);
    setFault(undefined);
    const past = isClosed ? { override } : {};
    const expected = seen?.revision ?? 0;
    const result = await publish({
      name: skill.name,
      hash: version.hash,
      expected,
      why: why.trim() || version.note,
      ...past,
    });
    setIsBusy(false);
    if (!result.ok) return setFault(result.error.message);
    const words = toFaultWords(result.value, skill.versions);
    if (words !== undefined) {
      router.refresh();
      return setFault(words);
    }
    showToast({
      words: `Version ${version.number} is in production`,
      description: 'Answers that begin now follow it.',
    });
    router.refresh();
    onClose();
  };
  const isReady = verdict !== undefined && (!isClosed || override.trim().length >= MIN_OVERRIDE_CHARS);
  return (
    <Dialog
      title={`Publish version ${version.number}`}
      description={`Answers that begin from then on follow it${before ? ` instead of version ${before.number}` : ''}. Those that are being written keep theirs.`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone={isClosed ? 'danger' : 'primary'}
            disabled={!isReady || isBusy}
            onClick={() => void run()}
          >
            {isBusy ? 'Publishing' : isClosed ? 'Publish past the gate' : 'Publish'}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <GateAnswer hash={version.hash} onVerdict={setVerdict} />
        <TextArea
          label="What changes"
          value={why}
          onChange={(event) => setWhy(event.target.value)}
          placeholder={version.note}
        />
        {isClosed && (
          <TextArea
            label="Why it goes there all the same"
            hint="At least ten characters. It is kept with the version and in the audit log, with your name."
            value={override}
            onChange={(event) => setOverride(event.target.value)}
          />
        )}
        {fault !== undefined && (
          <p role="alert" className="text-sm text-coral">
            {fault}
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** Undefined when it was published. */
function toFaultWords(outcome: PublishOutcome, versions: readonly VersionView[]): string | undefined {
  switch (outcome.status) {
    case 'published':
      return undefined;
    case 'gate-closed':
      return 'The gate has closed meanwhile. Close this and look at it again.';
    case 'no-reason':
      return 'Past the gate it needs a reason of at least ten characters.';
    case 'no-version':
      return 'There is no such version.';
    case 'moved-meanwhile':
      return toMovedWords(outcome.move, versions);
  }
}
