import type { SkillFiles } from '../format/skill-files.ts';

/** A skill of one rule, and of the references given by name and text. */
export function skillFiles(
  rule = 'Answer in rhymes.',
  options: { name?: string; references?: Readonly<Record<string, string>> } = {},
): SkillFiles {
  const { name = 'kelp', references = {} } = options;
  const links = Object.keys(references).map((file) => `Read references/${file} before you harvest.\n`);
  return {
    'SKILL.md': `---\nname: ${name}\ndescription: How to grow kelp.\n---\n# Kelp\n\n- [S01|must] ${rule}\n\n${links.join('')}`,
    ...Object.fromEntries(Object.entries(references).map(([file, text]) => [`references/${file}`, text])),
  };
}
