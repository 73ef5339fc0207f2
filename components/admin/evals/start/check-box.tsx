import type { ReactNode } from 'react';

export interface CheckBoxProps {
  isChecked: boolean;
  onToggle: () => void;
  children: ReactNode;
  details?: ReactNode;
}

/** One of several that may be chosen; the whole line is its target. */
export function CheckBox({ isChecked, onToggle, children, details }: CheckBoxProps) {
  return (
    <label className="flex min-h-8 cursor-pointer items-start gap-2.5 rounded-sm py-1 text-sm hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:py-2.5">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={onToggle}
        className="mt-0.5 size-4.5 shrink-0 accent-kelp"
      />
      <span className="min-w-0">
        {children}
        {details && <span className="block text-xs text-ink-soft">{details}</span>}
      </span>
    </label>
  );
}
