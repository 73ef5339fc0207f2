import type { Part } from '#lib/protocol/message.ts';
import type { SaidBefore } from '#lib/protocol/rated-answer.ts';
import { CallCard } from './call-card.tsx';

export interface ShownAnswer {
  readonly earlier: readonly SaidBefore[];
  readonly prompt: string;
  readonly parts: readonly Part[];
}

/** A rated answer with what led to it, as plain text: it is read here, not lived in. */
export function AnswerContent({ answer }: { answer: ShownAnswer }) {
  const { earlier, prompt } = answer;
  const said = earlier.map((words, place) => ({ ...words, place }));
  const placed = answer.parts.map((part, place) => ({ part, place }));
  return (
    <div className="mt-4 space-y-4 border-l-2 border-line pl-4 text-sm">
      {earlier.length > 0 && (
        <details>
          <summary className="cursor-pointer rounded-sm text-ink-soft hover:text-ink pointer-coarse:py-3">
            What was said before
          </summary>
          <div className="mt-2 space-y-3">
            {said.map(({ role, text, place }) => (
              <Said key={place} who={role === 'user' ? 'Asked' : 'Answered'} text={text} />
            ))}
          </div>
        </details>
      )}
      <Said who="Asked" text={prompt === '' ? 'Nothing: the question is not there any more.' : prompt} />
      <div>
        <h3 className="mb-1 text-xs font-medium text-ink-soft">Answered</h3>
        <div className="space-y-2">
          {placed.map(({ part, place }) => {
            if (part.type === 'text') return <Plain key={place} text={part.text} />;
            if (part.type !== 'dynamic-tool') return null;
            const { toolName, state, input, output, errorText } = part;
            return (
              <CallCard
                key={place}
                toolName={toolName}
                state={state}
                input={input}
                output={errorText ?? output}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Said({ who, text }: { who: string; text: string }) {
  return (
    <div>
      <h3 className="mb-1 text-xs font-medium text-ink-soft">{who}</h3>
      <Plain text={text} />
    </div>
  );
}

function Plain({ text }: { text: string }) {
  return <p className="max-w-3xl [overflow-wrap:anywhere] whitespace-pre-wrap">{text}</p>;
}
