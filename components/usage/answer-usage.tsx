'use client';

import type { Usage } from '#lib/protocol/fields.ts';
import type { Message } from '#lib/protocol/message.ts';
import { isDemoModel, toModelName } from '../message/model-words.ts';
import { Popover } from '../ui/popover.tsx';
import { countTokens, findStepUsages, findUsage } from './sum-usage.ts';
import { Fact, UsageFacts } from './usage-facts.tsx';
import { formatCost, formatTokens } from './usage-words.ts';

/** What an answer used and who wrote it, in short; a press tells the rest. */
export function AnswerUsage({ message }: { message: Message }) {
  const usage = findUsage(message);
  if (!usage) return null;
  return (
    <Popover
      label="Usage of this answer"
      renderContent={() => <AnswerFacts message={message} usage={usage} />}
      className="inline-flex h-7 items-center rounded-sm px-1.5 tabular-nums hover:bg-hover hover:text-ink pointer-coarse:h-11"
    >
      <span className="sr-only">Usage: </span>
      {formatTokens(countTokens(usage))} tokens
      {!!usage.costUsd && ` · ${formatCost(usage.costUsd)}`}
    </Popover>
  );
}

function AnswerFacts({ message, usage }: { message: Message; usage: Usage }) {
  const steps = findStepUsages(message);
  const toolCount = message.parts.filter(({ type }) => type === 'dynamic-tool').length;
  return (
    <>
      <p className="mb-2 font-semibold">This answer</p>
      <UsageFacts usage={usage} />
      <dl className="mt-3 space-y-1 border-t border-line pt-3">
        {message.model && (
          <Fact
            name="Model"
            value={
              isDemoModel(message.model)
                ? `${toModelName(message.model)}, scripted`
                : toModelName(message.model)
            }
          />
        )}
        {message.skill && <Fact name="Skill" value={`${message.skill.name} ${message.skill.version}`} />}
        {toolCount > 0 && <Fact name="Tool calls" value={String(toolCount)} />}
      </dl>
      {steps.length > 1 && <StepTable steps={steps} />}
    </>
  );
}

function StepTable({ steps }: { steps: readonly Usage[] }) {
  const numbered = steps.map((usage, index) => ({ ...usage, step: index + 1 }));
  return (
    <table className="mt-3 w-full border-t border-line text-xs tabular-nums">
      <thead className="text-ink-soft">
        <tr>
          {['Step', 'In', 'Out', 'Cost'].map((name) => (
            <th key={name} scope="col" className="pt-3 pb-1 text-right font-normal first:text-left">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {numbered.map(({ step, inputTokens, outputTokens, costUsd }) => (
          <tr key={step} className="text-right">
            <td className="py-0.5 text-left">{step}</td>
            <td>{formatTokens(inputTokens ?? 0)}</td>
            <td>{formatTokens(outputTokens ?? 0)}</td>
            <td>{costUsd === undefined ? '' : formatCost(costUsd)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
