import { codeSpansOf, type SkillText, textOf, toBlocks } from '../markdown-blocks.ts';
import type { LintContext } from './lint-context.ts';

/** Links lead somewhere, and pages of the docs that a text sends to exist. */
export function lintLinks({ skill, texts, about, report }: LintContext): void {
  const pages = new Set(about.docs.map(({ id }) => id));
  const paths = new Set(['SKILL.md', ...skill.references.map(({ path }) => path)]);
  for (const file of texts) {
    for (const { target, line } of findLinks(file)) {
      const fault = findLinkFault(target, file, paths);
      if (fault) report.error('link', file.path, line, `links to ${target}: ${fault}`);
    }
    for (const { id, line } of findPages(file)) {
      if (!pages.has(id))
        report.error('doc-missing', file.path, line, `sends to the page ${id}: there is none`);
    }
  }
}

/** Bounded: no text may make the search take long. */
const link = /\]\(([^)]{0,1000})\)/g;

function findLinks(file: SkillText): { target: string; line: number }[] {
  const lines = toBlocks(file)
    .filter(({ kind }) => kind !== 'code')
    .flatMap((block) => block.lines);
  return lines.flatMap(({ text, line }) =>
    Array.from(text.replaceAll(/`[^`]*`/g, '').matchAll(link), ([, inside = '']) => ({
      target: inside.trim().split(/\s/, 1)[0] ?? '',
      line,
    })),
  );
}

function findLinkFault(target: string, file: SkillText, paths: ReadonlySet<string>): string | undefined {
  if (/^(?:https?|mailto):/i.test(target)) return undefined;
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//')) return 'addresses begin with https:';
  const [path = '', anchor] = target.split('#');
  if (path !== '' && !paths.has(path)) return 'there is no such file in the skill';
  if (path !== '' || anchor === undefined) return target === '' ? 'it is empty' : undefined;
  return anchorsOf(file).has(anchor) ? undefined : 'there is no such heading';
}

/** As GitHub makes them from headings. */
const anchorsOf = (file: SkillText): Set<string> =>
  new Set(
    toBlocks(file)
      .filter(({ kind }) => kind === 'heading')
      .map((block) =>
        textOf(block)
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
          .replaceAll(' ', '-'),
      ),
  );

/** Pages are named as calls: `read_doc views`. */
const findPages = (file: SkillText): { id: string; line: number }[] =>
  toBlocks(file)
    .flatMap(codeSpansOf)
    .flatMap(({ code, line }) => {
      const [, id] = /^read_doc[\s("':]+([a-z0-9][\w-]*)["')]*$/i.exec(code) ?? [];
      return id === undefined ? [] : [{ id, line }];
    });
