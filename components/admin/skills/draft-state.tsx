'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useDesk, useSkill } from './desk/desk-context.tsx';
import { hasUnsaved } from './desk/desk-state.ts';
import { Moment } from './moment.tsx';

/** Whether what is in the editor is saved, by whom and when. */
export function DraftState() {
  const { skill, desk } = useSkill();
  const saved = useDesk((state) => state.saved);
  const isUnsaved = useDesk(hasUnsaved);
  const [isAsking, setIsAsking] = useState(false);
  const base = skill.versions.find(({ hash }) => hash === saved.base)?.number;
  const from = base === undefined ? '' : ` from version ${base}`;
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-ink-soft">
      <span role="status">
        {isUnsaved && <span className="text-sand">Not saved. </span>}
        {saved.revision === 0 ? (
          <>The text is that of version {base ?? '?'}; there is no draft.</>
        ) : (
          <>
            Draft{from} by {saved.author}, {saved.savedAt !== null && <Moment at={saved.savedAt} />}.
          </>
        )}
      </span>
      {saved.revision > 0 && (
        <Button tone="plain" size="small" onClick={() => setIsAsking(true)}>
          Discard draft
        </Button>
      )}
      {isAsking && (
        <Dialog
          title="Discard the draft?"
          description="What was saved as a draft is gone for everybody. Versions stay as they are."
          onClose={() => setIsAsking(false)}
          footer={
            <>
              <Button onClick={() => setIsAsking(false)}>Cancel</Button>
              <Button tone="danger" onClick={() => void desk.discard().then(() => setIsAsking(false))}>
                Discard
              </Button>
            </>
          }
        />
      )}
    </span>
  );
}
