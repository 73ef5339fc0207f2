export interface SelectFieldProps {
  label: string;
  /** Empty: all of them. */
  value: string;
  /** What stands for no choice. */
  all: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** One of several, or all: in a row of filters. */
export function SelectField({ label, value, all, options, onChange }: SelectFieldProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className="h-9 max-w-48 rounded-md border border-line-strong/60 bg-raised px-2.5 text-sm hover:border-line-strong pointer-coarse:h-11 pointer-coarse:text-base"
    >
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
