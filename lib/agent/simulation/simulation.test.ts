import { expect, test } from 'vitest';
import { simulate } from './simulate.ts';

const FIRST_SEED = Number(process.env.HOLDFAST_SEED ?? 1);
const BUDGET_MS = Number(process.env.HOLDFAST_SIMULATION_MS ?? 8_000);

test('[R1] [R2] [R4] [A1] [A2] [A3] [D1] [D2] [D7] [L1] [L4] [L5] [C3] whatever fails, every view ends equal to the log', async () => {
  const totals: Record<string, number> = { seeds: 0 };
  const until = performance.now() + BUDGET_MS;
  for (let seed = FIRST_SEED; performance.now() < until; seed++) {
    const { violations, counts } = await simulate(seed);
    expect({ seed, violations }).toEqual({ seed, violations: [] });
    for (const [what, count] of Object.entries({ seeds: 1, ...counts }))
      totals[what] = (totals[what] ?? 0) + count;
  }
  process.stdout.write(`simulated ${JSON.stringify(totals)}\n`);
  for (const [what, count] of Object.entries(totals)) expect({ what, count }).not.toEqual({ what, count: 0 });
}, 120_000);
