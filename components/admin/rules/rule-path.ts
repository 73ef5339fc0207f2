export const rulesPath = '/admin/rules';

/** The ledger of a version; with a rule, at its place in it. */
export function toRulePath(wanted: { skillName: string; hash: string; ruleId?: string }): string {
  const search = new URLSearchParams({ skill: wanted.skillName, version: wanted.hash });
  return `${rulesPath}?${search}${wanted.ruleId ? `#${wanted.ruleId}` : ''}`;
}

/** Where the draft of a skill is written. */
export function toEditorPath(skillName: string): string {
  return `/admin/skills/${encodeURIComponent(skillName)}`;
}
