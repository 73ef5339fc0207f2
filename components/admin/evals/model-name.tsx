import { isSimulated } from '#lib/evals/model/is-simulated.ts';
import { toModelName } from '#components/message/model-words.ts';
import { SimulatedBadge } from './simulated-badge.tsx';

/** Which model, and whether it is one. */
export function ModelName({ modelId }: { modelId: string }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 gap-y-0.5" title={modelId}>
      <span className="[overflow-wrap:anywhere]">{toModelName(modelId)}</span>
      {isSimulated(modelId) && <SimulatedBadge />}
    </span>
  );
}
