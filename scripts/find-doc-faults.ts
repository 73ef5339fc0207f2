import { posix } from 'node:path';
import { parseMarkdown } from './markdown.ts';
import type { SourceFile } from './source-file.ts';

export type Repository = {
  /** Every file, by its path from the root. */
  readonly paths: ReadonlySet<string>;
  readonly pages: readonly SourceFile[];
  /** Names of the npm scripts. */
  readonly scripts: ReadonlySet<string>;
};

/** Paths, links and commands in the documentation that lead nowhere. */
export function findDocFaults(repository: Repository): string[] {
  const known = withFolders(repository.paths);
  const anchors = new Map(repository.pages.map(({ path, text }) => [path, parseMarkdown(text).anchors]));
  return repository.pages.flatMap(({ path, text }) => {
    const { codeSpans, links } = parseMarkdown(text);
    const lost = [
      ...codeSpans.filter((code) => isLostPath(code, known)),
      ...codeSpans.filter((code) => isLostScript(code, repository)),
    ];
    const dead = links.filter((link) => isDeadLink(path, link, known, anchors));
    return [
      ...lost.map((code) => `${path} names \`${code}\`: there is none`),
      ...dead.map((link) => `${path} links to ${link}: there is none`),
    ];
  });
}

function withFolders(paths: ReadonlySet<string>): Set<string> {
  const known = new Set(paths);
  for (const path of paths) {
    for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) known.add(folder);
  }
  return known;
}

/** A code span counts as a path when its first part is a folder here, or when it is a lone file name with a suffix. */
function isLostPath(code: string, known: ReadonlySet<string>): boolean {
  const path = code.replace(/:\d+$/, '').replace(/\/$/, '');
  if (!/^[\w.@()[\]/-]+$/.test(path)) return false;
  if (path.includes('/')) return known.has(path.split('/')[0] ?? '') && !known.has(path);
  if (!/\.(ts|tsx|mjs|md|prisma|sql)$/.test(path) || path.startsWith('.')) return false;
  return ![...known].some((item) => item === path || item.endsWith(`/${path}`));
}

function isLostScript(code: string, { scripts }: Repository): boolean {
  const name = /^npm run ([\w:-]+)/.exec(code)?.[1];
  return name !== undefined && !scripts.has(name);
}

function isDeadLink(
  from: string,
  link: string,
  known: ReadonlySet<string>,
  anchors: ReadonlyMap<string, readonly string[]>,
): boolean {
  if (/^[a-z]+:/.test(link)) return false;
  const [target = '', anchor] = link.split('#');
  const path = target === '' ? from : posix.join(posix.dirname(from), decodeURI(target)).replace(/\/$/, '');
  if (!known.has(path)) return true;
  return anchor !== undefined && anchors.get(path)?.includes(anchor) === false;
}
