import { Square, SquareCheck } from 'lucide-react';

/** The box of a task list. It shows, it does not take clicks. */
export function TaskBox({ isDone }: { isDone: boolean }) {
  const Icon = isDone ? SquareCheck : Square;
  return (
    <Icon
      role="img"
      aria-label={isDone ? 'done' : 'open'}
      strokeWidth={1.75}
      className={`mr-2 inline size-[1.0625rem] align-[-0.19em] ${isDone ? 'text-kelp' : 'text-ink-soft'}`}
    />
  );
}
