'use client';

import { useState } from 'react';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import { Button } from '#components/ui/button.tsx';
import { Fold } from '#components/ui/fold.tsx';
import { CheckBox } from './check-box.tsx';
import { FieldSet } from './field-set.tsx';
import { toggle } from './start-choice.ts';

export interface ScenarioChoiceProps {
  scenarios: readonly ScenarioSummary[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

/** All of them, unless somebody wants to look closer. */
export function ScenarioChoice({ scenarios, chosen, onChange }: ScenarioChoiceProps) {
  const all = scenarios.map(({ id }) => id);
  const isAll = chosen.length === all.length;
  const [isOpen, setIsOpen] = useState(!isAll);
  return (
    <FieldSet legend="Scenarios">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Fold isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)}>
          {isAll ? `All ${all.length}` : `${chosen.length} of ${all.length}`}
        </Fold>
        {isOpen && (
          <Button tone="plain" size="small" onClick={() => onChange(isAll ? [] : all)}>
            {isAll ? 'Choose none' : 'Choose all'}
          </Button>
        )}
      </div>
      {isOpen && (
        <div className="mt-1 grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
          {scenarios.map(({ id, title }) => (
            <CheckBox
              key={id}
              isChecked={chosen.includes(id)}
              onToggle={() => onChange(toggle(all, chosen, id))}
              details={title}
            >
              <span className="font-mono text-[0.8125rem]">{id}</span>
            </CheckBox>
          ))}
        </div>
      )}
    </FieldSet>
  );
}
