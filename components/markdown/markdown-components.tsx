'use client';

import { defaultRehypePlugins, type Components, type StreamdownProps } from 'streamdown';
import { CodeBlock } from './code-block.tsx';
import { DataTable } from './data-table.tsx';
import { ExternalLink } from './external-link.tsx';
import type { HastElement } from './read-code.ts';
import { SafeImage } from './safe-image.tsx';
import { TaskBox } from './task-box.tsx';

/**
 * Elements are plain, their looks are in `answer.css`. Headings begin at the third level: the page has the first, each
 * message the second.
 */
export const markdownComponents: Components = {
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
  h6: 'h6',
  p: 'p',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  strong: 'strong',
  blockquote: 'blockquote',
  hr: 'hr',
  code: 'code',
  section: 'section',
  sup: 'sup',
  sub: 'sub',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: 'th',
  td: 'td',
  a: ({ href, children }) => <ExternalLink href={href}>{children}</ExternalLink>,
  img: ({ src, alt }) => <SafeImage src={src} alt={alt} />,
  table: ({ children }) => <DataTable>{children}</DataTable>,
  // Cast: `readCode` looks at every node before it uses it.
  pre: ({ node }) => <CodeBlock node={node as HastElement | undefined} />,
  input: ({ checked }) => <TaskBox isDone={Boolean(checked)} />,
};

type Sanitizer = (typeof defaultRehypePlugins)[string] | undefined;

/**
 * The sanitiser without the step that turns text into HTML: tags in an answer are shown as text. [X41] Addresses are
 * narrowed here already; links and images judge them once more.
 */
export const sanitizeOnly: NonNullable<StreamdownProps['rehypePlugins']> = [
  narrow(defaultRehypePlugins['sanitize']),
];

function narrow(sanitize: Sanitizer): Exclude<Sanitizer, undefined> {
  if (!Array.isArray(sanitize))
    throw new Error('cannot render markdown: streamdown has no sanitiser with a schema');
  const [plugin, schema] = sanitize;
  const protocols = { href: ['http', 'https', 'mailto'], src: ['http', 'https', 'data', 'blob'] };
  return [plugin, { ...Object(schema), protocols }];
}
