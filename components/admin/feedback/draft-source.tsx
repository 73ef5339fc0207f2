import { CopyButton } from '#components/ui/copy-button.tsx';
import type { ScenarioDraft } from '#lib/evals/model/scenario-draft.ts';
import { CallCard } from './call-card.tsx';

/** Beside the fields: what the draft was made from, and how it leaves this page. */
export function DraftSource({ draft }: { draft: ScenarioDraft }) {
  const { note, trace, answer, id, skillName } = draft;
  const calls = trace.map((call, place) => ({ ...call, place }));
  const command = `npm run evals -- draft ${id} --skill ${skillName}`;
  return (
    <aside aria-label="Where it is from" className="min-w-0 space-y-6 text-sm">
      <section>
        <h2 className="mb-1 font-semibold">The rating</h2>
        <p className="[overflow-wrap:anywhere] whitespace-pre-wrap text-ink-soft">{note}</p>
      </section>
      <section>
        <h2 className="mb-1 font-semibold">What the answer did</h2>
        {trace.length === 0 && <p className="text-ink-soft">It called no tool.</p>}
        <div className="space-y-2">
          {calls.map(({ place, toolName, state, input, output }) => (
            <CallCard key={place} toolName={toolName} state={state} input={input} output={output} />
          ))}
        </div>
      </section>
      <section>
        <h2 className="mb-1 font-semibold">What it said</h2>
        <p
          className="max-h-72 overflow-y-auto [overflow-wrap:anywhere] whitespace-pre-wrap text-ink-soft"
          tabIndex={0}
        >
          {answer === '' ? 'Nothing.' : answer}
        </p>
      </section>
      <section>
        <h2 className="mb-1 font-semibold">Into the repository</h2>
        <p className="text-ink-soft">Writes the folder. Solutions are left for you to write.</p>
        <p className="mt-1 flex items-start gap-1">
          <code className="min-w-0 flex-1 rounded-sm bg-sunken px-2 py-1.5 font-mono text-xs break-all">
            {command}
          </code>
          <CopyButton size="small" label="Copy the command" getText={() => command} />
        </p>
      </section>
    </aside>
  );
}
