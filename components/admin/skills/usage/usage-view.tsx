'use client';

import { DataTable } from '#components/admin/frame/data-table.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { useSkill } from '../desk/desk-context.tsx';
import { Moment } from '../moment.tsx';

/** Which answers followed which version: by ids, for what people wrote is not read here. */
export function UsageView() {
  const { skill } = useSkill();
  const used = skill.versions.filter(({ uses }) => uses.answers + uses.trials > 0);
  const numberOf = (start: string) => skill.versions.find(({ hash }) => hash.startsWith(start))?.number;
  if (used.length === 0)
    return (
      <EmptyState
        title="Nobody has followed it lately"
        text="Answers that follow a version of this skill are counted here."
      />
    );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-8 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
      <section aria-labelledby="by-version">
        <h2 id="by-version" className="mb-3 font-semibold">
          By version
        </h2>
        <DataTable label="Uses by version">
          <thead>
            <tr>
              <th>Version</th>
              <th data-number>Answers</th>
              <th data-number>Sessions</th>
              <th data-number>Trials</th>
            </tr>
          </thead>
          <tbody>
            {used.map(({ hash, number, uses }) => (
              <tr key={hash}>
                <td>
                  {number} <span className="font-mono text-xs text-ink-soft">{hash.slice(0, 12)}</span>
                </td>
                <td data-number>{uses.answers.toLocaleString('en')}</td>
                <td data-number>{uses.sessions.toLocaleString('en')}</td>
                <td data-number>{uses.trials.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
        <p className="mt-2 text-xs text-ink-soft">
          Of the newest {skill.countedRuns.toLocaleString('en')} runs on this installation.
        </p>
      </section>
      <section aria-labelledby="newest-answers">
        <h2 id="newest-answers" className="mb-3 font-semibold">
          Newest answers
        </h2>
        {skill.answers.length === 0 ? (
          <p className="text-sm text-ink-soft">None but trials of the evals.</p>
        ) : (
          <DataTable label="Newest answers">
            <thead>
              <tr>
                <th>When</th>
                <th data-number>Version</th>
                <th>Model</th>
                <th>Session</th>
                <th>Answer</th>
              </tr>
            </thead>
            <tbody>
              {skill.answers.map(({ sessionId, messageId, version, model, at }) => (
                <tr key={messageId}>
                  <td>
                    <Moment at={at} />
                  </td>
                  <td data-number>{numberOf(version) ?? version}</td>
                  <td className="font-mono text-xs whitespace-nowrap">{model}</td>
                  <td className="font-mono text-xs whitespace-nowrap">{sessionId}</td>
                  <td className="font-mono text-xs whitespace-nowrap">{messageId}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        )}
      </section>
    </div>
  );
}
