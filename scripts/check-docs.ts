import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { findDocFaults } from './find-doc-faults.ts';
import { findRuleFaults } from './find-rule-faults.ts';
import { listRepositoryFiles } from './source-file.ts';

const PROTOCOL = 'docs/protocol.md';
const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });

const { scripts } = packageSchema.parse(JSON.parse(readFileSync('package.json', 'utf8')));
const paths = new Set(listRepositoryFiles(/./).map(({ path }) => path));
// Markdown elsewhere is content: skills, answers of the demo model.
const pages = listRepositoryFiles(/^(docs\/.+|[^/]+)\.md$/);
// The tests of this very check quote rules of their own.
const tests = listRepositoryFiles(/^(?!scripts\/).*(\.(test|spec)|\/testing\/.*)\.tsx?$/);

const faults = [
  ...findDocFaults({ paths, pages, scripts: new Set(Object.keys(scripts)) }),
  ...(existsSync(PROTOCOL)
    ? findRuleFaults(readFileSync(PROTOCOL, 'utf8'), tests)
    : [`${PROTOCOL} is missing`]),
];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
