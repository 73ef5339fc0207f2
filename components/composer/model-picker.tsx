'use client';

import { ChevronDown } from 'lucide-react';
import { Menu, MenuChoice } from '../ui/menu.tsx';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';

export interface ModelPickerProps {
  models: readonly ModelChoice[];
  chosen: ModelChoice | undefined;
  onChoose: (id: string) => void;
}

/** Says which model will answer; with more than one, lets a person choose. */
export function ModelPicker({ models, chosen, onChoose }: ModelPickerProps) {
  if (!chosen) return null;
  if (models.length === 1) {
    return <span className="truncate pl-1">{chosen.label}</span>;
  }
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          className="inline-flex h-7 min-w-0 items-center gap-1 rounded-sm px-1.5 hover:bg-hover hover:text-ink pointer-coarse:h-11"
        >
          <span className="sr-only">Model: </span>
          <span className="truncate">{chosen.label}</span>
          <ChevronDown aria-hidden className="size-3.5" />
        </button>
      }
    >
      <MenuChoice
        label="Who answers"
        value={chosen.id}
        options={models.map(({ id, label }) => ({ value: id, label }))}
        onChange={onChoose}
      />
    </Menu>
  );
}
