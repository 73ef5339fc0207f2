/** What a check needs of a Markdown page. Text inside code fences counts for none of it. */
export type MarkdownPage = {
  readonly codeSpans: readonly string[];
  readonly links: readonly string[];
  /** As GitHub makes them from headings. */
  readonly anchors: readonly string[];
};

export function parseMarkdown(text: string): MarkdownPage {
  const prose = text.replaceAll(/^ *(```|~~~)[\s\S]*?^ *\1/gm, '');
  const codeSpans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  const withoutCode = prose.replaceAll(/`[^`\n]+`/g, 'code');
  const links = [...withoutCode.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const anchors = [...prose.matchAll(/^#+ +(.+)$/gm)].map(([, heading = '']) => toAnchor(heading));
  return { codeSpans, links, anchors };
}

function toAnchor(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
