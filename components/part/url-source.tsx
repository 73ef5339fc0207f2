import { ExternalLink } from '../markdown/external-link.tsx';
import { judgeLink } from '../markdown/link-policy.ts';
import type { PartProps } from './part-props.ts';

/** Where an answer has something from. The host is always there: a title alone could say anything. */
export function UrlSource({ part }: PartProps<'source-url'>) {
  const verdict = judgeLink(part.url);
  if (verdict.kind !== 'external') return null;
  return (
    <ExternalLink
      href={part.url}
      className="mr-2 mb-1 inline-flex max-w-full items-baseline gap-1.5 rounded-full align-top border border-line bg-raised px-3 py-1 text-xs hover:border-line-strong hover:bg-hover"
    >
      {part.title && <span className="truncate font-medium">{part.title}</span>}
      <span className="shrink-0 text-ink-soft">{verdict.host}</span>
    </ExternalLink>
  );
}
