import { ExternalLink } from '../markdown/external-link.tsx';
import { judgeLink } from '../markdown/link-policy.ts';
import type { PartProps } from '../part/part-props.ts';
import { SourceNumber } from './source-number.tsx';

/** Where an answer has something from. The host is always there: a title alone could say anything. */
export function UrlSource({ part, number }: PartProps<'source-url'>) {
  const verdict = judgeLink(part.url);
  if (verdict.kind !== 'external') return null;
  return (
    <ExternalLink
      href={part.url}
      className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full border border-line bg-raised px-2.5 text-xs hover:border-line-strong hover:bg-hover pointer-coarse:min-h-11"
    >
      <SourceNumber number={number} />
      {part.title && <span className="truncate font-medium">{part.title}</span>}
      <span className="shrink-0 text-ink-soft">{verdict.host}</span>
    </ExternalLink>
  );
}
