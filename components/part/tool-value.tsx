import { classNames } from '../ui/class-names.ts';

const MAX_SHOWN_CHARS = 20_000;

export interface ToolValueProps {
  label: string;
  /** JSON, or text that may become JSON. */
  value: unknown;
  isBad?: boolean;
}

export function ToolValue({ label, value, isBad }: ToolValueProps) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
  return (
    <div>
      <p className="mb-1 text-xs font-medium text-ink-soft">{label}</p>
      <pre
        role="group"
        aria-label={label}
        tabIndex={0}
        className={classNames(
          'max-h-72 overflow-auto rounded-sm bg-sunken p-2.5 font-mono text-xs break-words whitespace-pre-wrap',
          isBad && 'text-coral',
        )}
      >
        {text === '' ? 'nothing' : text.slice(0, MAX_SHOWN_CHARS)}
        {text.length > MAX_SHOWN_CHARS && '…'}
      </pre>
    </div>
  );
}
