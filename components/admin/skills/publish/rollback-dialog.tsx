'use client';

import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { useConfirmed } from '#components/admin/confirm/use-confirmed.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { showToast } from '#components/ui/show-toast.ts';
import { useSkill } from '../desk/desk-context.tsx';
import { toMovedWords } from './moved-words.ts';
import { TextArea } from './text-area.tsx';

/** Back to what was in production before. No gate: the way back is always open. */
export function RollbackDialog({ onClose }: { onClose: () => void }) {
  const { skill, actions } = useSkill();
  const router = useRouter();
  const rollBack = useConfirmed(actions.rollBack);
  const [why, setWhy] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const [seen] = useState({ production: skill.labels.production, to: skill.rollbackTo });
  const numberOf = (hash?: string | null) => skill.versions.find((version) => version.hash === hash)?.number;
  const [from, to] = [numberOf(seen.production?.hash), numberOf(seen.to)];

  const run = async () => {
    setIsBusy(true);
    setFault(undefined);
    const result = await rollBack({ name: skill.name, expected: seen.production?.revision ?? 0, why });
    setIsBusy(false);
    if (!result.ok) return setFault(result.error.message);
    router.refresh();
    if (result.value.status === 'no-version') return setFault('There is no version before this one.');
    if (result.value.status === 'moved-meanwhile')
      return setFault(toMovedWords(result.value.move, skill.versions));
    showToast({
      words: `Version ${to} is in production again`,
      description: 'Answers that begin now follow it.',
    });
    onClose();
  };
  return (
    <Dialog
      title={`Roll back to version ${to}`}
      description={`Answers that begin from then on follow version ${to} again, and no longer version ${from}. Version ${from} stays in the history.`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={isBusy} onClick={() => void run()}>
            {isBusy ? 'Rolling back' : 'Roll back'}
          </Button>
        </>
      }
    >
      <TextArea label="Why" hint="Optional." value={why} onChange={(event) => setWhy(event.target.value)} />
      {fault !== undefined && (
        <p role="alert" className="mt-3 text-sm text-coral">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
