import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { WayOut } from './use-way-out.ts';

export interface LeaveDialogProps {
  wayOut: WayOut;
  /** What becomes of the text. */
  description: string;
  /** False: it was not saved, so nobody leaves. */
  save: () => Promise<boolean>;
}

export function LeaveDialog({ wayOut, description, save }: LeaveDialogProps) {
  const { href, leave, stay } = wayOut;
  if (href === undefined) return null;
  return (
    <Dialog
      title="Leave without saving?"
      description={description}
      onClose={stay}
      footer={
        <>
          <Button onClick={leave}>Leave</Button>
          <Button tone="primary" onClick={() => void save().then((isSaved) => (isSaved ? leave() : stay()))}>
            Save and leave
          </Button>
        </>
      }
    />
  );
}
