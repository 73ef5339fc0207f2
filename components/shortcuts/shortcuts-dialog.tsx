'use client';

import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/keys.tsx';
import { shortcuts } from './shortcuts.ts';

const composerKeys = [
  { keys: 'Enter', label: 'Send, or queue while an answer is written' },
  { keys: 'Shift+Enter', label: 'New line' },
];

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog onClose={onClose} title="Keyboard shortcuts">
      <dl className="divide-y divide-line text-sm">
        {[...Object.values(shortcuts), ...composerKeys].map(({ keys, label }) => (
          <div key={keys} className="flex items-center justify-between gap-4 py-2">
            <dt>{label}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
