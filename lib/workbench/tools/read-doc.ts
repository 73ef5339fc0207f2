import { z } from 'zod';
import { defineTool, readingHints } from './workbench-tool.ts';

export const readDoc = defineTool({
  name: 'read_doc',
  title: 'Read a page of the docs',
  description:
    'Returns one page of the documentation, whole, by the id that search_docs or an advisor named.',
  inputSchema: z.strictObject({
    id: z.string().min(1).max(80).describe('The id of a page: row-level-security'),
  }),
  hints: readingHints,
  run({ id }, { docs }) {
    const page = docs.find(id);
    if (page) {
      const { title, version, body } = page;
      return Promise.resolve({ status: 'ok', output: { id, title, version, body }, text: body });
    }
    const ids = docs.pages.map((known) => known.id);
    return Promise.resolve({
      status: 'error',
      output: { error: 'no such page', pages: ids },
      text: `There is no page of this id. The pages are: ${ids.join(', ')}.`,
    });
  },
});
