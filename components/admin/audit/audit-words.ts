/** For people. What other versions of the app wrote down is shown as it is. */
const words: Record<string, string> = {
  'admin-claim': 'Became the first admin',
  'admin-grant': 'Made an admin',
  'admin-revoke': 'Took the admin role away',
  'user-ban': 'Banned',
  'user-unban': 'Lifted the ban',
  'run-stop': 'Stopped an answer',
  'skill-version': 'Made a version of a skill',
  'skill-publish': 'Published a skill',
  'skill-publish-override': 'Published past the gate',
  'skill-rollback': 'Rolled a skill back',
  'skill-draft-discard': 'Threw a skill’s draft away',
  'suggestion-accept': 'Accepted a suggestion',
  'evals-start': 'Started evals',
  'evals-cancel': 'Cancelled evals',
  'session-read': 'Read a private answer',
  'draft-open': 'Opened an answer for a scenario draft',
  'draft-save': 'Saved a scenario draft',
  'draft-delete': 'Deleted a scenario draft',
};

export function toAuditWords(action: string): string {
  return words[action] ?? action;
}
