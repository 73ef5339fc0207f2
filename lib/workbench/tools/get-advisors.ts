import { z } from 'zod';
import { advise } from '../advisors/advise.ts';
import { fitItems } from './fit-items.ts';
import { defineTool, readingHints } from './workbench-tool.ts';

export const getAdvisors = defineTool({
  name: 'get_advisors',
  title: 'Run the advisors',
  description: [
    'Checks the sandbox for known security or performance problems; each finding names what to do and a page of the docs.',
    'Run both types after a change and before you record it as a migration. A finding is a lead, not yet a breach:',
    'verify it with execute_sql before you call it one, and fix nothing that you were not asked to fix.',
  ].join(' '),
  inputSchema: z.strictObject({ type: z.enum(['security', 'performance']) }),
  hints: readingHints,
  async run({ type }, { openSandbox }) {
    const { kept, omitted } = fitItems(advise(await (await openSandbox()).describe(), type));
    return { status: 'ok', output: { type, findings: kept, ...(omitted > 0 ? { omitted } : {}) } };
  },
});
