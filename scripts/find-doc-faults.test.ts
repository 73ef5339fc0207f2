import { expect, test } from 'vitest';
import { findDocFaults } from './find-doc-faults.ts';

const paths = new Set(['README.md', 'docs/protocol.md', 'lib/session/hub.ts', 'app/s/[id]/page.tsx']);
const find = (text: string): string[] =>
  findDocFaults({
    paths,
    pages: [
      { path: 'docs/guide.md', text },
      { path: 'docs/protocol.md', text: '# Words\n\n## Join, then leave' },
    ],
    scripts: new Set(['check']),
  });

test('paths, links and commands that lead somewhere are no fault', () => {
  const text = `See \`lib/session/hub.ts:12\`, \`lib/session/\`, \`hub.ts\`, \`app/s/[id]/page.tsx\` and \`a/b\`, run \`npm run check\`.
[the protocol](protocol.md#join-then-leave) [code](../lib/session) [out](https://example.com/x)
\`\`\`
lib/session/gone.ts [gone](gone.md)
\`\`\``;
  expect(find(text)).toEqual([]);
});

test.each([
  ['`lib/session/gone.ts`', 'docs/guide.md names `lib/session/gone.ts`: there is none'],
  ['`gone.ts`', 'docs/guide.md names `gone.ts`: there is none'],
  ['`npm run gone`', 'docs/guide.md names `npm run gone`: there is none'],
  ['[gone](gone.md)', 'docs/guide.md links to gone.md: there is none'],
  ['[gone](protocol.md#gone)', 'docs/guide.md links to protocol.md#gone: there is none'],
])('%s leads nowhere', (text, fault) => {
  expect(find(text)).toEqual([fault]);
});
