'use client';

import { useState } from 'react';
import { conditions, MAX_REPEATS } from '#lib/evals/model/eval-spec.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { toModelFacts, toShortLabel } from '#components/composer/model-facts.ts';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { conditionWords } from '../condition-words.ts';
import { SimulatedBadge } from '../simulated-badge.tsx';
import { CheckBox } from './check-box.tsx';
import { EstimateFacts } from './estimate-facts.tsx';
import { FieldSet } from './field-set.tsx';
import { ScenarioChoice } from './scenario-choice.tsx';
import { toggle, type StartChoice, type VersionChoice } from './start-choice.ts';
import { useStart, type StartActions } from './use-start.ts';
import { VersionField } from './version-field.tsx';

export interface StartFormProps {
  skillName: string;
  versions: readonly VersionChoice[];
  scenarios: readonly ScenarioSummary[];
  models: readonly ModelChoice[];
  initial: StartChoice;
  actions: StartActions;
}

/** What to try, what it would take, and the start. */
export function StartForm({ skillName, versions, scenarios, models, initial, actions }: StartFormProps) {
  const [choice, setChoice] = useState(initial);
  const { estimate, problem, working, askEstimate, start, forget } = useStart(skillName, actions);
  const change = (part: Partial<StartChoice>) => {
    setChoice({ ...choice, ...part });
    forget();
  };
  const modelIds = models.map(({ id }) => id);
  return (
    <form
      className="space-y-5 rounded-md border border-line bg-raised p-4 sm:p-5"
      onSubmit={(event) => {
        event.preventDefault();
        start(choice);
      }}
    >
      <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr]">
        <VersionField
          versions={versions}
          value={choice.skillHash}
          onChange={(skillHash) => change({ skillHash })}
        />
        <TextField
          label="Repeats"
          hint={`1 to ${MAX_REPEATS}. Few make wide intervals.`}
          inputMode="numeric"
          value={choice.repeats}
          onChange={({ target }) => change({ repeats: target.value })}
        />
        <TextField
          label="Stop at a cost of ($)"
          hint="Empty: whatever it costs."
          inputMode="decimal"
          value={choice.maxCost}
          onChange={({ target }) => change({ maxCost: target.value })}
        />
      </div>
      <ScenarioChoice
        scenarios={scenarios}
        chosen={choice.scenarioIds}
        onChange={(scenarioIds) => change({ scenarioIds })}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <FieldSet legend="Conditions">
          {conditions.map((condition) => (
            <CheckBox
              key={condition}
              isChecked={choice.conditions.includes(condition)}
              onToggle={() => change({ conditions: toggle(conditions, choice.conditions, condition) })}
              details={conditionWords[condition].about}
            >
              {conditionWords[condition].name}
            </CheckBox>
          ))}
        </FieldSet>
        <FieldSet legend="Models">
          {models.map((model) => (
            <CheckBox
              key={model.id}
              isChecked={choice.modelIds.includes(model.id)}
              onToggle={() => change({ modelIds: toggle(modelIds, choice.modelIds, model.id) })}
              details={toModelFacts(model)}
            >
              {toShortLabel(model)} {model.simulated && <SimulatedBadge />}
            </CheckBox>
          ))}
        </FieldSet>
      </div>
      {estimate && <EstimateFacts estimate={estimate} />}
      {problem && (
        <p role="alert" className="text-sm text-coral">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button disabled={working !== undefined} onClick={() => askEstimate(choice)}>
          {working === 'estimate' ? 'Working it out' : 'What would it cost?'}
        </Button>
        <Button tone="primary" type="submit" disabled={working !== undefined}>
          {working === 'start' ? 'Starting' : 'Start'}
        </Button>
      </div>
    </form>
  );
}
