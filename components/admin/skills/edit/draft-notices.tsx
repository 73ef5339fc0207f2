'use client';

import type { ReactNode } from 'react';
import { CircleAlert, History, Merge } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { showToast } from '#components/ui/show-toast.ts';
import { useDesk, useSkill } from '../desk/desk-context.tsx';
import { hasUnsaved } from '../desk/desk-state.ts';
import { Moment } from '../moment.tsx';

/** What there is to know about the text in the editor, above it. */
export function DraftNotices() {
  const { desk } = useSkill();
  const refusal = useDesk((state) => state.refusal);
  const keptAt = useDesk((state) => state.keptAt);
  const isMerging = useDesk((state) => state.merging !== null);
  const isUnsaved = useDesk(hasUnsaved);
  const isKept = useDesk((state) => state.isKept);
  const undoAll = () => {
    const mine = desk.undoAll();
    showToast({
      words: 'Back to what was saved',
      durationMs: 15_000,
      action: { label: 'Bring mine back', run: () => desk.replaceText(mine) },
    });
  };
  return (
    <>
      {refusal !== null && (
        <Note tone="bad" icon={<CircleAlert aria-hidden className="size-4 text-coral" strokeWidth={1.75} />}>
          <span role="alert">{refusal} Your text is as it was.</span>
        </Note>
      )}
      {!isKept && isUnsaved && (
        <Note tone="bad" icon={<CircleAlert aria-hidden className="size-4 text-coral" strokeWidth={1.75} />}>
          This browser has no room to keep the text. It is here until you close the page.
        </Note>
      )}
      {keptAt !== null && isUnsaved && (
        <Note
          icon={<History aria-hidden className="size-4 text-kelp" strokeWidth={1.75} />}
          action={
            <Button size="small" onClick={undoAll}>
              Drop it
            </Button>
          }
        >
          Text that was not saved is back, from <Moment at={keptAt} />.
        </Note>
      )}
      {isMerging && (
        <Note
          icon={<Merge aria-hidden className="size-4 text-kelp" strokeWidth={1.75} />}
          action={
            <Button size="small" onClick={() => desk.endMerge()}>
              Hide the marks
            </Button>
          }
        >
          Where the texts differ, keep yours or take theirs; then save.
        </Note>
      )}
    </>
  );
}

interface NoteProps {
  icon: ReactNode;
  children: ReactNode;
  action?: ReactNode;
  tone?: 'bad';
}

function Note({ icon, children, action, tone }: NoteProps) {
  return (
    <div
      className={`flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2 text-sm ${tone === 'bad' ? 'bg-coral-wash' : 'bg-kelp-wash'}`}
    >
      {icon}
      <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</p>
      {action}
    </div>
  );
}
