import { useEffect, useState } from 'react';
import { useRouter } from 'next/navigation';

export interface WayOut {
  /** Where a click would have led. Undefined: nobody is about to leave. */
  readonly href: string | undefined;
  readonly leave: () => void;
  readonly stay: () => void;
}

/** Keeps the page from being left unasked, by a link as well as by closing it, as long as something is not saved. */
export function useWayOut(isUnsaved: boolean): WayOut {
  const router = useRouter();
  const [href, setHref] = useState<string>();

  // Synchronises with the browser's own question, and with links: in the way of the click, before the router hears it.
  useEffect(() => {
    if (!isUnsaved) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const found = findWayOut(event);
      if (found === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setHref(found);
    };
    addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [isUnsaved]);

  const stay = () => setHref(undefined);
  const leave = () => {
    stay();
    if (href !== undefined) router.push(href);
  };
  return { href, leave, stay };
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
