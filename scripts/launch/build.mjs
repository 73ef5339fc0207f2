import { requireSuccess } from './run.mjs';
import { ensureStep, fingerprintFiles } from './step.mjs';

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Layers that `app` never imports (scripts/layers.ts), so that they are not in Next's bundle. */
const UNBUNDLED = ['lib/agent/', 'lib/demo-model/', 'lib/socket/'];

/**
 * Builds the pages when something they are made of changed.
 * @param {string} node
 */
export async function ensureBuild(node) {
  await ensureStep({
    name: 'build',
    line: 'Building the pages...',
    fingerprint: fingerprintFiles(SOURCES, isBundled),
    output: '.next/BUILD_ID',
    work: () =>
      requireSuccess(node, node, ['node_modules/next/dist/bin/next', 'build'], { NODE_ENV: 'production' }),
  });
}

/** @param {string} file */
export function isBundled(file) {
  return !/\.test\.tsx?$/.test(file) && !UNBUNDLED.some((layer) => file.startsWith(layer));
}
