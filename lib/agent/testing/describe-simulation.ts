import { expect, test } from 'vitest';
import { simulate } from '../simulation/simulate.ts';

const FIRST_SEED = Number(process.env.HOLDFAST_SEED ?? 1);
/** Also where there is no time for so many: everything that is counted happens in these. */
const LEAST_SEEDS = 30;
const BUDGET_MS = Number(process.env.HOLDFAST_SIMULATION_MS ?? 4_000);

/** Every other seed, as many as there is time for: each half is a file of its own, so that two cores simulate. */
export function describeSimulation(half: 'odd' | 'even'): void {
  test(`[R1] [R2] [R4] [A1] [A2] [A3] [D1] [D2] [D7] [L1] [L4] [L5] [C3] whatever fails, every view ends equal to the log: ${half} seeds`, async () => {
    const totals: Record<string, number> = {};
    const until = performance.now() + BUDGET_MS;
    const first = (FIRST_SEED % 2 === 1) === (half === 'odd') ? FIRST_SEED : FIRST_SEED + 1;
    const least = first + 2 * LEAST_SEEDS;
    for (let seed = first; seed < least || performance.now() < until; seed += 2) {
      const { violations, counts } = await simulate(seed);
      expect({ seed, violations }).toEqual({ seed, violations: [] });
      for (const [what, count] of Object.entries({ seeds: 1, ...counts }))
        totals[what] = (totals[what] ?? 0) + count;
    }
    process.stdout.write(`simulated ${JSON.stringify(totals)}\n`);
    for (const [what, count] of Object.entries(totals))
      expect({ what, count }).not.toEqual({ what, count: 0 });
  }, 120_000);
}
