import type { DraftTrial, TriedCheck } from '#lib/evals/model/scenario-draft.ts';
import { Badge } from '../frame/badge.tsx';
import { DataTable } from '../frame/data-table.tsx';
import { tellTrial } from './tell-trial.ts';

/** Each check on the seed that nobody touched, and behind the answer that somebody rated. */
export function DraftTrialView({ trial }: { trial: DraftTrial }) {
  const { tone, words } = tellTrial(trial);
  return (
    <section aria-label="Trial" className="mt-6 space-y-3">
      <p className={`rounded-md px-4 py-3 text-sm ${tone === 'good' ? 'bg-kelp-wash' : 'bg-coral-wash'}`}>
        {words}
      </p>
      {trial.answerFault !== undefined && (
        <p className="text-sm text-ink-soft">The statements of the answer stopped: {trial.answerFault}</p>
      )}
      {trial.checks.length > 0 && (
        <DataTable label="Tried checks">
          <thead>
            <tr>
              <th>Check</th>
              <th>Untouched seed</th>
              <th>Rated answer</th>
            </tr>
          </thead>
          <tbody>
            {trial.checks.map(({ checkId, level, holds, untouched, answered }) => (
              <tr key={checkId}>
                <td className="min-w-48">
                  <span className="font-mono text-xs">{checkId}</span> <Badge>{level}</Badge>
                  <span className="block text-xs text-ink-soft">{holds}</span>
                </td>
                <Tried tried={untouched} />
                <Tried tried={answered} />
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </section>
  );
}

const statusLooks = {
  pass: { tone: 'good', word: 'passes' },
  fail: { tone: 'bad', word: 'fails' },
  'not-applicable': { tone: 'plain', word: 'not applicable' },
} as const satisfies Record<TriedCheck['status'], object>;

function Tried({ tried: { status, evidence } }: { tried: TriedCheck }) {
  const { tone, word } = statusLooks[status];
  return (
    <td className="min-w-48">
      <Badge tone={tone}>{word}</Badge>
      <details className="mt-1 text-xs text-ink-soft">
        <summary className="cursor-pointer rounded-sm pointer-coarse:py-3">What was seen</summary>
        <p className="mt-1 font-mono [overflow-wrap:anywhere] whitespace-pre-wrap">{evidence}</p>
      </details>
    </td>
  );
}
