import { estimateTokens } from '#lib/base/estimate-tokens.ts';

/** Of SKILL.md without its front matter: what stands in front of the model on every call. The linter counts the same. */
export function countBodyTokens(main: string): number {
  return estimateTokens(main.replace(/^---\n[\s\S]*?\n---[^\S\n]*(?:\n|$)/, ''));
}
