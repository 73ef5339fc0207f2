import type { Logger } from '#lib/config/logger.ts';
import { requireAdminServices } from '../shared-admin.ts';
import type { AdminClaims } from './admin-claims.ts';

/**
 * While there is no admin, writes the link that makes one to the console: whoever reads it there runs this server. As text
 * beside the log and not as a line of it: log lines are kept, searched and sent elsewhere, and this one is a key. The token is
 * in the fragment, which browsers keep to themselves. Best effort: the next start prints another one.
 */
export async function printClaimLink(where: {
  url: string;
  logger: Logger;
  claims?: Pick<AdminClaims, 'offer'>;
  write?: (text: string) => void;
}): Promise<void> {
  const {
    url,
    logger,
    claims = requireAdminServices().claims,
    write = (text) => void process.stdout.write(text),
  } = where;
  try {
    const token = await claims.offer();
    if (token === undefined) return;
    const link = new URL(`/admin/claim#${token}`, url);
    write(
      `\nNobody is an admin of this Holdfast yet. Whoever opens this link first can be, within 24 hours:\n${link}\n\n`,
    );
  } catch (error) {
    logger.warn({ error }, 'cannot offer the role of the first admin');
  }
}
