import type { ReactNode } from 'react';
import Form from 'next/form';
import { Button } from '#components/ui/button.tsx';

export interface FilterBarProps {
  /** The page that is filtered: what is chosen is in its address. */
  action: string;
  /** `FilterSelect`s and `FilterSearch`es. */
  children: ReactNode;
}

export function FilterBar({ action, children }: FilterBarProps) {
  return (
    <Form action={action} className="mb-4 flex flex-wrap items-end gap-3">
      {children}
      <Button type="submit">Show</Button>
    </Form>
  );
}

const fieldClasses =
  'h-9 rounded-md border border-line-strong bg-raised px-2.5 text-sm -outline-offset-1 pointer-coarse:h-11';

export interface FilterSelectProps {
  label: string;
  name: string;
  value: string;
  options: readonly { value: string; label: string }[];
}

export function FilterSelect({ label, name, value, options }: FilterSelectProps) {
  return (
    <label className="text-xs font-medium text-ink-soft">
      <span className="mb-1 block">{label}</span>
      <select key={value} name={name} defaultValue={value} className={`${fieldClasses} max-w-56 text-ink`}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

export interface FilterSearchProps {
  label: string;
  name: string;
  value: string;
}

export function FilterSearch({ label, name, value }: FilterSearchProps) {
  return (
    <label className="min-w-0 text-xs font-medium text-ink-soft max-sm:w-full">
      <span className="mb-1 block">{label}</span>
      <input
        key={value}
        type="search"
        name={name}
        defaultValue={value}
        maxLength={200}
        className={`${fieldClasses} w-full text-ink sm:w-64`}
      />
    </label>
  );
}
