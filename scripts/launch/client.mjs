import { requireSuccess } from './run.mjs';
import { ensureStep, fingerprintFiles } from './step.mjs';

/**
 * Generates Prisma's client when the schema changed. Prisma would download an engine for that, which it then does not
 * use; told that it has one, it doesn't.
 * @param {string} node
 */
export async function ensureClient(node) {
  await ensureStep({
    name: 'client',
    line: 'Generating the database client...',
    fingerprint: fingerprintFiles(['prisma/schema.prisma', 'node_modules/prisma/package.json']),
    output: 'lib/db/generated/client.ts',
    work: () =>
      requireSuccess(node, node, ['node_modules/prisma/build/index.js', 'generate'], {
        PRISMA_SCHEMA_ENGINE_BINARY: node,
      }),
  });
}
