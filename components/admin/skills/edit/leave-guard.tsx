'use client';

import { useEffect, useState } from 'react';
import { useRouter } from 'next/navigation';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { hasUnsaved } from '../desk/desk-state.ts';
import { useDesk, useSkill } from '../desk/desk-context.tsx';

/** Asks before the page is left with text that is not saved, by a link as well as by closing it. */
export function LeaveGuard() {
  const { desk } = useSkill();
  const router = useRouter();
  const isUnsaved = useDesk(hasUnsaved);
  const isKept = useDesk((state) => state.isKept);
  const [leaving, setLeaving] = useState<string>();

  // Synchronises with the browser's own question, and with links: in the way of the click, before the router hears it.
  useEffect(() => {
    if (!isUnsaved) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = findWayOut(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setLeaving(href);
    };
    addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [isUnsaved]);

  if (leaving === undefined) return null;
  const leave = () => {
    setLeaving(undefined);
    router.push(leaving);
  };
  return (
    <Dialog
      title="Leave without saving?"
      description={
        isKept
          ? 'This browser keeps the text, and brings it back when you come here again. Nobody else sees it.'
          : 'The text is too long for this browser to keep. It is gone when you leave.'
      }
      onClose={() => setLeaving(undefined)}
      footer={
        <>
          <Button onClick={leave}>Leave</Button>
          <Button
            tone="primary"
            onClick={() => void desk.save().then((isSaved) => (isSaved ? leave() : setLeaving(undefined)))}
          >
            Save and leave
          </Button>
        </>
      }
    />
  );
}

/** Where a click would lead out of this page, within the app and in this tab. */
function findWayOut(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return undefined;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || (link.target !== '' && link.target !== '_self') || link.origin !== location.origin)
    return undefined;
  return link.pathname === location.pathname ? undefined : `${link.pathname}${link.search}${link.hash}`;
}
