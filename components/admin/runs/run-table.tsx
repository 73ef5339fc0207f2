import { formatWholeSeconds } from '#components/ui/format-duration.ts';
import { Button } from '#components/ui/button.tsx';
import type { LiveRun } from '#lib/protocol/live-run.ts';
import { Badge } from '../frame/badge.tsx';
import { DataTable } from '../frame/data-table.tsx';

export interface RunTableProps {
  runs: readonly LiveRun[];
  /** Runs that somebody on this page wants to stop. */
  stopping: ReadonlySet<string>;
  onStop: (runId: string) => void;
}

export function RunTable({ runs, stopping, onStop }: RunTableProps) {
  return (
    <DataTable label="Runs">
      <thead>
        <tr>
          <th>Status</th>
          <th>Session</th>
          <th>For</th>
          <th>Agent</th>
          <th>Model</th>
          <th>Node</th>
          <th data-number>Lease</th>
          <th data-number>Epoch</th>
          <th data-number>Attempt</th>
          <th data-number>Seq</th>
          <th data-number>Age</th>
          <th>
            <span className="sr-only">Stop</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunRow
            key={run.runId}
            run={run}
            isStopping={run.isCancelling || stopping.has(run.runId)}
            onStop={() => onStop(run.runId)}
          />
        ))}
      </tbody>
    </DataTable>
  );
}

const statuses = {
  requested: { words: 'waiting', tone: 'plain' },
  running: { words: 'running', tone: 'good' },
  suspended: { words: 'parked', tone: 'warn' },
} as const satisfies Record<LiveRun['status'], object>;

function RunRow({ run, isStopping, onStop }: { run: LiveRun; isStopping: boolean; onStop: () => void }) {
  const { words, tone } = statuses[run.status];
  return (
    <tr>
      <td>
        <Badge tone={tone}>{words}</Badge>
      </td>
      <td>
        <Id value={run.sessionId} />
      </td>
      <td className="max-w-40 truncate">{run.requestedBy ?? 'nobody'}</td>
      <td className="whitespace-nowrap">
        {run.agent}
        {run.parentRunId !== null && <span className="text-ink-soft"> (sub-agent)</span>}
      </td>
      <td className="whitespace-nowrap">{run.model}</td>
      <td>{run.holder ? <Id value={run.holder} /> : <span className="text-ink-soft">none</span>}</td>
      <td data-number className="whitespace-nowrap">
        {toLeaseWords(run.leaseMs)}
      </td>
      <td data-number>{run.epoch}</td>
      <td data-number>{run.attempt}</td>
      <td data-number>{run.seq}</td>
      <td data-number className="whitespace-nowrap">
        {formatWholeSeconds(run.ageMs)}
      </td>
      <td className="text-right">
        <Button
          size="small"
          aria-disabled={isStopping}
          onClick={() => !isStopping && onStop()}
          aria-label={`Stop the answer in session ${shorten(run.sessionId)}`}
          className="w-20 aria-disabled:opacity-50"
        >
          {isStopping ? 'Stopping' : 'Stop'}
        </Button>
      </td>
    </tr>
  );
}

/** Ids begin with the time, so those of one hour look alike; their ends do not. */
function shorten(id: string): string {
  return id.slice(-8);
}

function Id({ value }: { value: string }) {
  return (
    <code title={value} className="font-mono text-xs">
      {shorten(value)}
    </code>
  );
}

function toLeaseWords(leaseMs: number | null): string {
  if (leaseMs === null) return 'none';
  return leaseMs < 0 ? 'over' : formatWholeSeconds(leaseMs);
}
