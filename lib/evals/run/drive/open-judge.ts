import type { Clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { callForText } from '#lib/agent/call-for-text.ts';
import type { ModelRegistry } from '#lib/agent/models/registry.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import type { Judge } from '../grade/grade-answer.ts';
import { findJudge } from './find-judge.ts';
import { createJudge } from './judge.ts';

const TIMEOUT_MS = 60_000;

/** The judge on a model of this installation, with what its calls took. Undefined: there is none, or it is not offered. */
export function openJudge(dependencies: {
  models: ModelRegistry;
  modelId: string | undefined;
  clock: Clock;
  timeouts: { firstChunkTimeoutMs: number; betweenChunksTimeoutMs: number };
}): ((onUsage: (usage: Usage) => void) => Judge) | undefined {
  const { models, clock, timeouts } = dependencies;
  const modelId = findJudge(models, dependencies.modelId);
  if (modelId === undefined) return undefined;
  return (onUsage) => {
    const { model, capabilities } = models.requireModel(modelId);
    return createJudge({
      isSimulated: capabilities.simulated,
      createMark: createId,
      async ask(request) {
        const end = await callForText({
          ...request,
          model,
          price: capabilities.price,
          clock,
          timeouts,
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        if (end.status !== 'aborted') onUsage(end.usage);
        return end.status === 'complete' ? end.text : undefined;
      },
    });
  };
}
