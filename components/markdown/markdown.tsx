'use client';

import { useId, useMemo } from 'react';
import { Block, Streamdown, type BlockProps } from 'streamdown';
import { isCheapBlock, isSafeToSplit } from './markdown-cost.ts';
import { MarkdownBoundary } from './markdown-boundary.tsx';
import { markdownComponents, sanitizeOnly } from './markdown-components.tsx';
import { PlainText } from './plain-text.tsx';

export interface MarkdownProps {
  text: string;
  /** The text still grows: half-open syntax is closed for the eye, and the end shows where it grows. */
  isLive?: boolean;
}

/**
 * Markdown as document text. Blocks that are complete are not parsed again while the text grows. Not loaded lazily, as a
 * session's screen is: what the server renders behind a boundary of its own comes hidden when it is long. [U3]
 */
export function Markdown({ text, isLive = false }: MarkdownProps) {
  // Footnotes of two answers on one page must not have the same ids.
  const prefix = useId();
  const remarkRehypeOptions = useMemo(
    () => ({ clobberPrefix: `${prefix}-`, footnoteLabelTagName: 'p' }),
    [prefix],
  );
  if (!isSafeToSplit(text)) return <PlainText text={text} />;
  return (
    <MarkdownBoundary text={text}>
      <Streamdown
        className="answer"
        components={markdownComponents}
        rehypePlugins={sanitizeOnly}
        remarkRehypeOptions={remarkRehypeOptions}
        BlockComponent={GuardedBlock}
        isAnimating={isLive}
        data-live={isLive || undefined}
      >
        {text}
      </Streamdown>
    </MarkdownBoundary>
  );
}

function GuardedBlock(props: BlockProps) {
  return isCheapBlock(props.content) ? <Block {...props} /> : <PlainText text={props.content} />;
}
