import { MAIN_FILE } from '../skill-files.ts';
import type { LintContext } from './lint-context.ts';

/** Each file is mentioned in SKILL.md with when to read it, and sends its reader to no further one. */
export function lintReferences({ skill, texts, report }: LintContext): void {
  for (const { path, whenToRead } of skill.references) {
    const isMentioned = skill.body.includes(path);
    if (!isMentioned) report.error('reference-unmentioned', path, 1, `is not mentioned in ${MAIN_FILE}`);
    else if (whenToRead === undefined) {
      report.error('reference-without-when', path, 1, `is mentioned in ${MAIN_FILE} without when to read it`);
    }
  }
  for (const { path, text, firstLine } of texts) {
    for (const [index, content] of text.split('\n').entries()) {
      for (const [target] of content.matchAll(/\breferences\/[\w./-]{1,100}\.md\b/g)) {
        const line = firstLine + index;
        if (path !== MAIN_FILE) {
          report.error('reference-chain', path, line, `sends to ${target}: only ${MAIN_FILE} does`);
        } else if (skill.references.every((reference) => reference.path !== target)) {
          report.error('reference-missing', path, line, `names ${target}: there is none`);
        }
      }
    }
  }
}
