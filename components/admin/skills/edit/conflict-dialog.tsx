'use client';

import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { showToast } from '#components/ui/show-toast.ts';
import { useDesk, useSkill } from '../desk/desk-context.tsx';
import { DiffFiles } from '../diff/diff-files.tsx';
import { Moment } from '../moment.tsx';
import type { SavedText } from '../skill-view.ts';

/** Somebody else wrote in the meantime: what becomes of the two texts. It can't be passed by, and nothing is lost by it. [X67] */
export function ConflictDialog({ theirs }: { theirs: SavedText }) {
  const { desk } = useSkill();
  const files = useDesk((state) => state.files);
  const isSaving = useDesk((state) => state.isSaving);
  const takeTheirs = () => {
    const mine = desk.takeTheirs();
    showToast({
      words: 'Their text is here now',
      durationMs: 15_000,
      action: { label: 'Bring mine back', run: () => desk.replaceText(mine) },
    });
  };
  return (
    <Dialog
      size="wide"
      title="Somebody else wrote here meanwhile"
      description={<TheirWords theirs={theirs} />}
      onClose={() => desk.mergeByHand()}
      footer={
        <>
          <Button onClick={takeTheirs}>Take theirs</Button>
          <Button disabled={isSaving} onClick={() => void desk.keepMine()}>
            Keep mine on top
          </Button>
          <Button tone="primary" onClick={() => desk.mergeByHand()}>
            Merge by hand
          </Button>
        </>
      }
    >
      <p className="mb-2 text-xs text-ink-soft">
        Red is theirs alone, green is yours alone. Nothing is saved before you choose.
      </p>
      <div className="max-h-[45dvh] overflow-y-auto rounded-md border border-line">
        <DiffFiles from={theirs.files} to={files} empty="Both texts are the same." />
      </div>
    </Dialog>
  );
}

function TheirWords({ theirs: { revision, author, savedAt } }: { theirs: SavedText }) {
  if (revision === 0)
    return 'The draft that you wrote over is a version now, or was thrown away. Below: that text beside yours.';
  return (
    <>
      {author ?? 'Somebody'} saved the draft {savedAt && <Moment at={savedAt} />}, and you had not seen that.
      Below: that text beside yours.
    </>
  );
}
