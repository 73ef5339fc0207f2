import { useId } from 'react';
import { toVersionLabel, type VersionChoice } from './start-choice.ts';

export interface VersionFieldProps {
  versions: readonly VersionChoice[];
  value: string;
  onChange: (hash: string) => void;
}

export function VersionField({ versions, value, onChange }: VersionFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        Version
      </label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="h-11 w-full rounded-md border border-line-strong bg-raised px-3 text-base -outline-offset-1"
      >
        {versions.map((version) => (
          <option key={version.hash} value={version.hash}>
            {toVersionLabel(version)}
          </option>
        ))}
      </select>
    </div>
  );
}
