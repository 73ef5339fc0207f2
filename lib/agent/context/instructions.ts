import type { RunSkill } from '#lib/skills/run/run-skills.ts';

const base =
  'You are the assistant of Holdfast, a chat application. Answer in Markdown, plainly and to the point.';

/** Given with every model call of a run, outside the conversation: no compaction takes any of it away. */
export function toInstructions(skill: Pick<RunSkill, 'body'> | undefined): string {
  return skill ? `${base}\n\n${skill.body.trim()}` : base;
}
