import type { ReactNode } from 'react';
import type { Trial } from '#lib/evals/model/eval-run.ts';
import { formatDuration } from '#components/ui/format-duration.ts';
import { formatCost } from '#components/usage/usage-words.ts';
import { noShare } from '../share-words.ts';

/** What it read and what it took. */
export function OutcomeFacts({ trial }: { trial: Trial }) {
  const { filesLoaded, docsFetched, costUsd, latencyMs, inputTokens, outputTokens } = trial;
  return (
    <dl className="grid grid-cols-[7rem_1fr] gap-x-4 gap-y-1.5 text-sm">
      <Fact name="Files loaded">
        <Names names={filesLoaded} />
      </Fact>
      <Fact name="Docs fetched">
        <Names names={docsFetched} />
      </Fact>
      <Fact name="Cost">{formatCost(costUsd)}</Fact>
      <Fact name="Tokens">
        {inputTokens.toLocaleString('en')} in, {outputTokens.toLocaleString('en')} out
      </Fact>
      <Fact name="Latency">{latencyMs === null ? noShare : formatDuration(latencyMs)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0 tabular-nums">{children}</dd>
    </>
  );
}

function Names({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <span className="text-ink-soft">none</span>;
  return (
    <ul className="font-mono text-xs leading-5">
      {names.map((name) => (
        <li key={name} className="[overflow-wrap:anywhere]">
          {name}
        </li>
      ))}
    </ul>
  );
}
