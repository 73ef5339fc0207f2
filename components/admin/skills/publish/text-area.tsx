import { useId, type ComponentProps } from 'react';

export interface TextAreaProps extends ComponentProps<'textarea'> {
  label: string;
  hint?: string;
}

export function TextArea({ label, hint, ...props }: TextAreaProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <textarea
        id={id}
        rows={2}
        maxLength={1_000}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-sm -outline-offset-1 max-sm:text-base"
        {...props}
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
