import { findLayerFaults } from './find-layer-faults.ts';
import { listRepositoryFiles } from './source-file.ts';

const faults = listRepositoryFiles(/\.(ts|tsx|mjs)$/).flatMap(findLayerFaults);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
