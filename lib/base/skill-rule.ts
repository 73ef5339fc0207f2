/** A rule as it stands in a skill: `[S01|must]` marks it, with an id that survives edits. Without flags. */
export const skillRuleTag = String.raw`\[(S\d\d)\|(must|should)\]`;
