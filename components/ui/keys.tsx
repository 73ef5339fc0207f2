'use client';

import { classNames } from './class-names.ts';
import { useIsAlive } from './use-is-alive.ts';

const isApple = () => /mac|iphone|ipad/i.test(navigator.platform);

const appleSigns: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
const signs: Record<string, string> = { Mod: 'Ctrl' };

/** A shortcut such as `Mod+Shift+O`, in the words of this keyboard. */
export function Keys({ keys, onDark }: { keys: string; onDark?: boolean }) {
  const apple = useIsAlive() && isApple();
  return (
    <span className="inline-flex gap-1">
      {keys.split('+').map((key) => (
        <kbd
          key={key}
          className={classNames(
            'rounded-sm px-1 font-mono text-[0.6875rem] leading-4',
            onDark ? 'bg-paper/15 text-paper' : 'border border-line bg-sunken text-ink-soft',
          )}
        >
          {(apple ? appleSigns : signs)[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
