import { createHash } from 'node:crypto';
import { z } from 'zod';
import { loadDocs } from '#lib/workbench/docs/doc-library.ts';
import { workbenchTools } from '#lib/workbench/tools/workbench-tools.ts';

/** Of everything that a model is told of the Workbench: its tools, and the pages of its docs. */
export function hashWorkbench(): string {
  const tools = workbenchTools.map(({ name, description, inputSchema }) => [
    name,
    description,
    z.toJSONSchema(inputSchema),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([tools, loadDocs().pages]))
    .digest('hex');
}
