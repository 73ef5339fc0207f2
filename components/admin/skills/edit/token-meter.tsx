'use client';

import { useDeferredValue, useMemo } from 'react';
import { countBodyTokens } from '../desk/count-tokens.ts';
import { useDesk, useSkill } from '../desk/desk-context.tsx';
import { MAIN_FILE } from '../skill-view.ts';

/** How much of a model's attention SKILL.md takes, on every call. */
export function TokenMeter() {
  const { bodyTokens } = useSkill().skill.limits;
  const main = useDeferredValue(useDesk(({ files }) => files[MAIN_FILE] ?? ''));
  const tokens = useMemo(() => countBodyTokens(main), [main]);
  const isOver = tokens >= bodyTokens;
  return (
    <div className="text-xs">
      <p className="flex justify-between gap-2 tabular-nums">
        <span className="text-ink-soft">SKILL.md</span>
        <span className={isOver ? 'font-medium text-coral' : 'text-ink-soft'}>
          {tokens.toLocaleString('en')} of {bodyTokens.toLocaleString('en')} tokens
        </span>
      </p>
      <div
        role="meter"
        aria-label="Tokens of SKILL.md, estimated"
        aria-valuemin={0}
        aria-valuemax={bodyTokens}
        aria-valuenow={Math.min(tokens, bodyTokens)}
        className="mt-1 h-1 overflow-hidden rounded-full bg-hover"
      >
        <div
          className={`h-full rounded-full ${isOver ? 'bg-coral' : 'bg-kelp'}`}
          style={{ width: `${Math.min(100, (100 * tokens) / bodyTokens)}%` }}
        />
      </div>
    </div>
  );
}
