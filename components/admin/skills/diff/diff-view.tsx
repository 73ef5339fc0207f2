'use client';

import { useId } from 'react';
import { ArrowLeftRight } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useSkill } from '../desk/desk-context.tsx';
import { FOLDER } from '../skill-actions.ts';
import type { SkillView } from '../skill-view.ts';
import { DiffFiles } from './diff-files.tsx';
import { DRAFT } from './sources.ts';
import { useText, type LoadedText } from './use-text.ts';

export interface Comparison {
  readonly from: string;
  readonly to: string;
}

export interface DiffViewProps {
  comparison: Comparison;
  onChange: (comparison: Comparison) => void;
}

/** Any two texts of the skill, what was before what came. */
export function DiffView({ comparison: { from, to }, onChange }: DiffViewProps) {
  const { skill } = useSkill();
  const before = useText(from);
  const after = useText(to);
  const choices = listSources(skill);
  return (
    <div>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <SourceField
          label="From"
          value={from}
          choices={choices}
          onChoose={(source) => onChange({ from: source, to })}
        />
        <IconButton
          icon={ArrowLeftRight}
          label="Swap"
          onClick={() => onChange({ from: to, to: from })}
          className="mb-0.5"
        />
        <SourceField
          label="To"
          value={to}
          choices={choices}
          onChoose={(source) => onChange({ from, to: source })}
        />
      </div>
      <div className="overflow-hidden rounded-md border border-line bg-raised">
        <Difference before={before} after={after} />
      </div>
    </div>
  );
}

function Difference({ before, after }: { before: LoadedText; after: LoadedText }) {
  for (const side of [before, after])
    if (side.status === 'failed')
      return <p className="p-4 text-sm text-coral">It could not be loaded. {side.why}</p>;
  if (before.status !== 'there' || after.status !== 'there') return <Skeleton className="m-3 h-64" />;
  return <DiffFiles from={before.files} to={after.files} empty="No difference: both are the same text." />;
}

interface SourceFieldProps {
  label: string;
  value: string;
  choices: readonly { value: string; label: string }[];
  onChoose: (source: string) => void;
}

function SourceField({ label, value, choices, onChoose }: SourceFieldProps) {
  const id = useId();
  return (
    <div className="min-w-0 flex-1 sm:max-w-72">
      <label htmlFor={id} className="mb-1 block text-xs text-ink-soft">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className="h-9 w-full rounded-md border border-line-strong bg-raised px-2 text-sm pointer-coarse:h-11"
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

function listSources({ versions, labels, folder }: SkillView): { value: string; label: string }[] {
  const draft = { value: DRAFT, label: 'The text in the editor' };
  const folders =
    folder.state === 'missing' ? [] : [{ value: FOLDER, label: 'The folder of the repository' }];
  const numbered = versions.map(({ hash, number }) => {
    const own = (['production', 'staging'] as const).filter((label) => labels[label]?.hash === hash);
    return { value: hash, label: [`Version ${number}`, ...own].join(' · ') };
  });
  return [draft, ...folders, ...numbered];
}
