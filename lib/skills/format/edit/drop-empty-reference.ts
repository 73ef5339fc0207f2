import { textOf, toBlocks } from '../markdown-blocks.ts';
import { MAIN_FILE, type SkillFiles } from '../skill-files.ts';
import { removeLines } from './edit-lines.ts';
import { toRange, toSkillText } from './rule-block.ts';

/**
 * A reference that says nothing but its headings goes, and with it what SKILL.md says about it. Where that says other things
 * as well, both stay: what else it means only a person can tell.
 */
export function dropEmptyReference(files: SkillFiles, path: string): SkillFiles {
  const [reference, main] = [toSkillText(files, path), toSkillText(files, MAIN_FILE)];
  if (path === MAIN_FILE || !reference || !main) return files;
  if (toBlocks(reference).some(({ kind }) => kind !== 'heading')) return files;
  const mentions = toBlocks(main).filter((block) => block.lines.some(({ text }) => text.includes(path)));
  if (!mentions.every((block) => isAbout(textOf(block), path))) return files;
  const { [path]: _empty, ...others } = files;
  const text = mentions
    .map(toRange)
    .toReversed()
    .reduce(removeLines, files[MAIN_FILE] ?? '');
  return { ...others, [MAIN_FILE]: text };
}

/** It begins with the file, as a line of a list does, or is one sentence; and names no other file. */
function isAbout(text: string, path: string): boolean {
  const files = new Set(text.match(/references\/[\w-]+\.md/g));
  const isListed = text.replace(/^[`[*\s]+/, '').startsWith(path);
  const isSentence = !/[.!?]\s+\S/.test(text.trim());
  return files.size === 1 && (isListed || isSentence) && !/\[S\d\d\|/.test(text);
}
