import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { describeMachine, toTable } from './report.ts';
import type { Scenario } from './scenario.ts';
import { engine } from './scenarios/engine.ts';
import { drop } from './scenarios/drop.ts';
import { fullPath } from './scenarios/full-path.ts';
import { join } from './scenarios/join.ts';
import { kill } from './scenarios/kill.ts';
import { sends } from './scenarios/sends.ts';
import { stop } from './scenarios/stop.ts';
import { storage } from './scenarios/storage.ts';
import { tools } from './scenarios/tools.ts';
import { openWorld } from './world.ts';

const scenarios: readonly Scenario[] = [engine, fullPath, drop, join, kill, stop, sends, tools, storage];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    runs: { type: 'string' },
    drops: { type: 'string' },
    profile: { type: 'string' },
    write: { type: 'string' },
  },
});
const chosen =
  positionals.length === 0 ? scenarios : scenarios.filter(({ name }) => positionals.includes(name));
if (chosen.length === 0) {
  console.error(`cannot measure that: the scenarios are ${scenarios.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

const load = loadavg()[0] ?? 0;
if (load > 1)
  console.info(`The machine is busy with something else (load ${load.toFixed(1)}): expect noise.`);
const world = await openWorld({
  quick: values.quick,
  drops: values.drops === undefined ? undefined : Number(values.drops),
  runs: values.runs?.split(',').map(Number),
  nodeArgs: values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [],
});
const sections: string[] = [];
try {
  for (const scenario of chosen) {
    console.info(`\n${scenario.title}`);
    const rows = await scenario.run(world);
    console.table(rows);
    sections.push(`### ${scenario.title}\n\n${scenario.goal}\n\n${toTable(rows)}\n`);
  }
} finally {
  await world.close();
}
if (values.write) await writeFile(values.write, `${describeMachine()}\n\n${sections.join('\n')}`);
