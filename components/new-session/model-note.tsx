import type { ModelChoice } from '../composer/model-choice.ts';

/** Says plainly who answers. */
export function ModelNote({ model }: { model: ModelChoice | undefined }) {
  if (!model) return null;
  return (
    <p className="mt-6 px-1 text-sm text-ink-soft">
      {model.isScripted ? (
        <>
          <strong className="font-semibold text-ink">{model.label} answers, and it is scripted:</strong> prepared texts, no AI,
          nothing leaves this server. With a provider’s key in the environment a real model answers instead.
        </>
      ) : (
        <>
          <strong className="font-semibold text-ink">{model.label}</strong> answers.
        </>
      )}
    </p>
  );
}
