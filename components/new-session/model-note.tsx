import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { toShortLabel } from '../composer/model-facts.ts';

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
