import { useId, type ComponentProps } from 'react';
import { classNames } from './class-names.ts';

export interface TextFieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: string;
  error?: string | undefined;
}

export function TextField({ label, hint, error, className, ...props }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className="h-11 w-full rounded-md border border-line-strong bg-raised px-3 text-base -outline-offset-1 aria-invalid:border-coral"
        {...props}
      />
      {note && (
        <p id={`${id}-note`} className={classNames('mt-1.5 text-xs', error ? 'text-coral' : 'text-ink-soft')}>
          {note}
        </p>
      )}
    </div>
  );
}
