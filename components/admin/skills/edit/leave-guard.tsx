'use client';

import { LeaveDialog } from '#components/admin/frame/leave-dialog.tsx';
import { useWayOut } from '#components/admin/frame/use-way-out.ts';
import { hasUnsaved } from '../desk/desk-state.ts';
import { useDesk, useSkill } from '../desk/desk-context.tsx';

/** Asks before the page is left with text that is not saved. */
export function LeaveGuard() {
  const { desk } = useSkill();
  const wayOut = useWayOut(useDesk(hasUnsaved));
  const isKept = useDesk((state) => state.isKept);
  return (
    <LeaveDialog
      wayOut={wayOut}
      description={
        isKept
          ? 'This browser keeps the text, and brings it back when you come here again. Nobody else sees it.'
          : 'The text is too long for this browser to keep. It is gone when you leave.'
      }
      save={() => desk.save()}
    />
  );
}
