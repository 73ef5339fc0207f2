const MAX_URL_CHARS = 2_000;
const allowedProtocols = new Set(['http:', 'https:', 'mailto:']);

/** What a link in an answer may do. Answers are data: whoever wrote them does not decide where a click goes. */
export type LinkVerdict =
  | { kind: 'blocked' }
  /** Within this page: a footnote. */
  | { kind: 'anchor'; href: string }
  | { kind: 'mail'; href: string }
  /** `host` as it is looked up: punycode, so that a lookalike is seen for what it is. */
  | { kind: 'external'; href: string; host: string };

export function judgeLink(href: string | undefined): LinkVerdict {
  if (!href || href.length > MAX_URL_CHARS) return { kind: 'blocked' };
  if (href.startsWith('#')) return { kind: 'anchor', href };
  const url = URL.parse(href);
  if (!url || !allowedProtocols.has(url.protocol)) return { kind: 'blocked' };
  if (url.protocol === 'mailto:') return { kind: 'mail', href: url.href };
  // A name before the host is only ever there to look like one.
  if (url.username || url.password || url.host === '') return { kind: 'blocked' };
  return { kind: 'external', href: url.href, host: url.host };
}
