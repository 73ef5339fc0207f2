import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Row, Scenario } from './scenario.ts';
import { engine } from './scenarios/engine.ts';
import { fullPath } from './scenarios/full-path.ts';
import { openWorld } from './world.ts';

const scenarios: readonly Scenario[] = [engine, fullPath];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, write: { type: 'string' } },
});
const chosen = positionals.length === 0 ? scenarios : scenarios.filter(({ name }) => positionals.includes(name));
if (chosen.length === 0) {
  console.error(`cannot measure that: the scenarios are ${scenarios.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

const world = await openWorld(values.quick);
const sections: string[] = [];
try {
  for (const scenario of chosen) {
    console.info(`\n${scenario.title}`);
    const rows = await scenario.run(world);
    console.table(rows);
    sections.push(`## ${scenario.title}\n\n${scenario.goal}\n\n${toTable(rows)}\n`);
  }
} finally {
  await world.close();
}
if (values.write) {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  await writeFile(values.write, `${machine}\n\n${sections.join('\n')}`);
}

function toTable(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
  ].join('\n');
}
