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
    <div className="px-2 text-xs">
      <p className={`tabular-nums ${isOver ? 'font-medium text-coral' : 'text-ink-soft'}`}>
        {tokens.toLocaleString('en')} of {bodyTokens.toLocaleString('en')} tokens
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
