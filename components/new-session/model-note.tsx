import type { ModelChoice } from '#lib/protocol/model-choice.ts';

/** Without what the label says in brackets, because the note says it. */
function toShortLabel({ label }: ModelChoice): string {
  return label.replace(/ \(.*\)$/, '');
}

/** Says plainly who answers. */
export function ModelNote({ model }: { model: ModelChoice | undefined }) {
  if (!model) return null;
  return (
    <p className="mt-6 px-1 text-sm text-ink-soft">
      {model.simulated ? (
        <>
          <strong className="font-semibold text-ink">
            {toShortLabel(model)} answers, and it is scripted:
          </strong>{' '}
          prepared texts, no AI, and nothing leaves this server. With the key of a provider a real model
          answers instead.
        </>
      ) : (
        <>
          <strong className="font-semibold text-ink">{model.label}</strong> answers.
        </>
      )}
    </p>
  );
}
