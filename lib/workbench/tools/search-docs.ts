import { z } from 'zod';
import { defineTool, readingHints } from './workbench-tool.ts';

export const searchDocs = defineTool({
  name: 'search_docs',
  title: 'Search the docs',
  description: [
    'Searches the current documentation of the Workbench and returns the best pages with an excerpt.',
    'Search before you build and before you diagnose: names and rules change, and what you remember may be old.',
    'Read the page that fits with read_doc.',
  ].join(' '),
  inputSchema: z.strictObject({
    query: z.string().min(1).max(200).describe('A few words: row level security update'),
    limit: z.int().min(1).max(10).optional().describe('How many pages at most; 5 when left out.'),
  }),
  hints: readingHints,
  run({ query, limit = 5 }, { docs }) {
    return Promise.resolve({ status: 'ok', output: { results: docs.search(query, limit) } });
  },
});
