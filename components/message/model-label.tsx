import { isDemoModel, toModelName } from './model-words.ts';

/** Which model wrote an answer. A simulated one says so, every time. */
export function ModelLabel({ model }: { model: string }) {
  if (!isDemoModel(model)) return <span className="truncate">{toModelName(model)}</span>;
  return (
    <span
      title={`${model}: prepared texts, no AI`}
      className="rounded-full border border-line-strong/60 px-2 text-[0.6875rem] leading-[1.125rem] font-medium tracking-wide whitespace-nowrap"
    >
      Scripted demo
    </span>
  );
}
