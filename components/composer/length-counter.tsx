import { MAX_TEXT_CHARS } from '#lib/protocol/limits.ts';
import { classNames } from '../ui/class-names.ts';

/** Shown from here on: before that nobody needs to know. */
const SHOWN_FROM_CHARS = MAX_TEXT_CHARS * 0.9;

export function LengthCounter({ length }: { length: number }) {
  if (length < SHOWN_FROM_CHARS) return null;
  const overBy = length - MAX_TEXT_CHARS;
  return (
    <span className={classNames('text-xs tabular-nums', overBy > 0 ? 'text-coral' : 'text-ink-soft')}>
      {overBy > 0 ? `${overBy.toLocaleString('en')} too many` : `${(-overBy).toLocaleString('en')} left`}
    </span>
  );
}
