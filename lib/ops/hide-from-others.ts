import type { IncomingMessage } from 'node:http';

/** Whom the pages of admins are there for. */
export interface AdminDoor {
  isAdmin(headers: Headers): Promise<boolean>;
  /** While nobody is an admin, the page that makes one is there for everybody. */
  isClaimOpen(): Promise<boolean>;
}

const claimPath = '/admin/claim';
const nowhere = 'there-is-nothing-here';

/**
 * Sends whoever is no admin to an address that leads nowhere, in place, when they ask for one of admins: page, action, route
 * handler and React payload answer then as they do for any other such address, to the byte count and the status. What Next
 * makes of a page's own `notFound()` is another page, and a 200 for a payload.
 *
 * Best effort, for the looks alone: pages, actions and route handlers ask for themselves. [X25] [X61]
 */
export async function hideFromOthers(
  request: Pick<IncomingMessage, 'url' | 'headers'>,
  door: AdminDoor,
): Promise<void> {
  const path = toPath(request.url);
  if (!/^\/(api\/)?admin(?![^./])/.test(path) || (await isOpen(path, request.headers.cookie, door))) return;
  request.url = path.startsWith('/api/') ? `/api/${nowhere}` : `/${nowhere}`;
  // Where in the tree of pages the asking page is: of no use for one that is elsewhere.
  delete request.headers['next-router-state-tree'];
}

/** As a router reads it that is as lenient as can be. Empty for what is no path. */
function toPath(url = ''): string {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname)
      .replaceAll(/\/+/g, '/')
      .toLowerCase();
  } catch {
    return '';
  }
}

async function isOpen(path: string, cookie: string | undefined, door: AdminDoor): Promise<boolean> {
  try {
    if (path.startsWith(claimPath) && (await door.isClaimOpen())) return true;
    return await door.isAdmin(new Headers(cookie === undefined ? {} : { cookie }));
  } catch {
    // The database does not answer. The page will say so.
    return true;
  }
}
