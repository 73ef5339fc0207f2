'use client';

import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

export interface LeaveDialogProps {
  href: string;
  host: string;
  onClose: () => void;
}

export function LeaveDialog({ href, host, onClose }: LeaveDialogProps) {
  return (
    <Dialog
      onClose={onClose}
      title="Open this link?"
      description="It comes from an answer, and leads to another site."
      footer={
        <>
          <Button onClick={onClose}>Stay here</Button>
          <Button tone="primary" asChild>
            <a href={href} target="_blank" rel="noopener noreferrer nofollow" onClick={onClose}>
              Open {host.length > 32 ? 'link' : host}
            </a>
          </Button>
        </>
      }
    >
      <p className="text-base font-semibold break-all">{host}</p>
      <p className="mt-1 max-h-24 overflow-y-auto font-mono text-xs break-all text-ink-soft">{href}</p>
    </Dialog>
  );
}
