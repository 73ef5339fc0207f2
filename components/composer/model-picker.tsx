'use client';

import { ChevronDown } from 'lucide-react';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { Menu } from '../ui/menu.tsx';
import type { MenuOption } from '../ui/menu-entry.ts';
import { toModelFacts, toProviderName, toShortLabel } from './model-facts.ts';

export interface ModelPickerProps {
  models: readonly ModelChoice[];
  chosen: ModelChoice | undefined;
  onChoose: (id: string) => void;
}

/** Says which model will answer; with more than one, lets a person choose. */
export function ModelPicker({ models, chosen, onChoose }: ModelPickerProps) {
  if (!chosen) return null;
  if (models.length === 1) return <span className="truncate pl-1">{chosen.label}</span>;
  const hasProviders = new Set(models.map(({ id }) => toProviderName(id))).size > 1;
  const options = models.map((model) => toOption(model, hasProviders));
  return (
    <Menu
      label="Who answers"
      entries={[{ kind: 'choice', label: 'Who answers', value: chosen.id, options, choose: onChoose }]}
      isSheetOnPhone
      align="start"
      side="top"
      className="inline-flex h-7 min-w-0 items-center gap-1 rounded-sm px-1.5 hover:bg-hover hover:text-ink pointer-coarse:h-11"
    >
      <span className="sr-only">Model: </span>
      <span className="truncate">{chosen.label}</span>
      <ChevronDown aria-hidden className="size-3.5" />
    </Menu>
  );
}

function toOption(model: ModelChoice, hasProviders: boolean): MenuOption {
  return {
    value: model.id,
    label: model.simulated ? toShortLabel(model) : model.label,
    details: toModelFacts(model),
    ...(model.simulated ? { badge: 'scripted' } : {}),
    ...(hasProviders ? { heading: toProviderName(model.id) } : {}),
  };
}
