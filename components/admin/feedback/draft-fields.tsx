import { useId } from 'react';
import { TextField } from '#components/ui/text-field.tsx';
import type { DraftEdit, DraftFault } from '#lib/evals/model/scenario-draft.ts';

export interface DraftFieldsProps {
  edit: DraftEdit;
  faults: readonly DraftFault[];
  skillName: string;
  onEdit: (edit: DraftEdit) => void;
}

type Field = keyof DraftEdit;

export function DraftFields({ edit, faults, skillName, onEdit }: DraftFieldsProps) {
  const set = (field: Field) => (value: string) => onEdit({ ...edit, [field]: value });
  const tell = (field: Field) => tellFaults(faults, field);
  return (
    <div className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Title"
          value={edit.title}
          error={tell('title')[0]}
          maxLength={200}
          onChange={(event) => set('title')(event.target.value)}
        />
        <TextField
          label="Folder"
          value={edit.slug}
          hint={`skills/${skillName}/evals/${edit.slug}`}
          error={tell('slug')[0]}
          maxLength={61}
          spellCheck={false}
          onChange={(event) => set('slug')(event.target.value)}
        />
      </div>
      <TextArea
        label="Prompt"
        value={edit.prompt}
        rows={3}
        faults={tell('prompt')}
        onChange={set('prompt')}
      />
      <TextArea
        label="Seed"
        hint="Statements that make a fresh sandbox what it was before the answer."
        value={edit.seed}
        rows={10}
        isCode
        faults={tell('seed')}
        onChange={set('seed')}
      />
      <TextArea
        label="Checks"
        hint="JSON: a list of checks, or an object with checks, users and names."
        value={edit.checks}
        rows={18}
        isCode
        faults={tell('checks')}
        onChange={set('checks')}
      />
    </div>
  );
}

interface TextAreaProps {
  label: string;
  value: string;
  rows: number;
  hint?: string;
  isCode?: boolean;
  faults: readonly string[];
  onChange: (value: string) => void;
}

function TextArea({ label, value, rows, hint, isCode, faults, onChange }: TextAreaProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="mb-1.5 text-xs text-ink-soft">
          {hint}
        </p>
      )}
      <textarea
        id={id}
        rows={rows}
        value={value}
        spellCheck={!isCode}
        aria-invalid={faults.length > 0 ? true : undefined}
        aria-describedby={`${id}-hint ${id}-faults`}
        onChange={(event) => onChange(event.target.value)}
        className={`w-full resize-y rounded-md border border-line-strong bg-raised px-3 py-2 -outline-offset-1 aria-invalid:border-coral ${isCode ? 'font-mono text-sm pointer-coarse:text-base' : 'text-base'}`}
      />
      <ul id={`${id}-faults`} className="mt-1.5 space-y-0.5 text-xs text-coral empty:hidden">
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </div>
  );
}

const ownFields: ReadonlySet<string> = new Set(['slug', 'title', 'prompt', 'seed']);

/** Whatever is no other field's stands in the checks. */
function tellFaults(faults: readonly DraftFault[], field: Field): string[] {
  return faults
    .filter(({ path }) => (field === 'checks' ? !ownFields.has(path) : path === field))
    .map(({ path, message }) => (path === field ? message : `${path}: ${message}`));
}
