import { stamp } from './stamps.ts';

/** Says tokens for each run at a steady rate, the runs spread evenly over the gap between two tokens. */
export function produce(
  load: { runs: number; perSecond: number; seconds: number },
  say: (run: number, token: string) => void,
): void {
  const gapMs = 1_000 / load.perSecond;
  for (let run = 0; run < load.runs; run++) {
    let number = 0;
    setTimeout(
      () => {
        const timer = setInterval(() => say(run, stamp((number += 1))), gapMs);
        setTimeout(() => clearInterval(timer), load.seconds * 1_000);
      },
      (run / load.runs) * gapMs,
    );
  }
}
