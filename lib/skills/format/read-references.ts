import type { FrontMatter } from './front-matter.ts';
import { textOf, toBlocks } from './markdown-blocks.ts';
import { MAIN_FILE, type SkillFiles, type SkillReference } from './skill-files.ts';

const saysWhen = /\b(?:when|whenever|before|after|if|once|while|until|as soon as)\b/i;

/** All files beside SKILL.md, in the order of their paths, with what that says about them. */
export function readReferences(files: SkillFiles, { body, bodyLine }: FrontMatter): SkillReference[] {
  const blocks = toBlocks({ path: MAIN_FILE, text: body, firstLine: bodyLine })
    .filter(({ kind }) => kind !== 'code')
    .map(textOf);
  return Object.entries(files)
    .filter(([path]) => path !== MAIN_FILE)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => ({
      path,
      name: path,
      content,
      whenToRead: blocks.find((text) => text.includes(path) && saysWhen.test(text)),
    }));
}
