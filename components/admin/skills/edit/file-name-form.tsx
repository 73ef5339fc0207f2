'use client';

import { useId, useState, type FormEvent } from 'react';
import { focusAndSelect } from '#components/ui/focus-on-mount.ts';
import { findNameFault, toReferenceName } from '../desk/check-path.ts';
import { useDesk, useSkill } from '../desk/desk-context.tsx';

export interface FileNameFormProps {
  /** The file that gets another name; left out for a new one. */
  from?: string;
  /** Without a name: nothing is to change. */
  onDone: (name?: string) => void;
}

/** In the place of a file's row. Enter takes the name, Escape leaves it. */
export function FileNameForm({ from, onDone }: FileNameFormProps) {
  const id = useId();
  const { limits } = useSkill().skill;
  const files = useDesk((state) => state.files);
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    const found = findNameFault(name, files, limits, from);
    if (found === undefined) onDone(name);
    else setFault(found);
  };
  return (
    <li>
      <form onSubmit={submit} className="px-1 py-0.5">
        <div className="flex items-center gap-1">
          <input
            ref={focusAndSelect}
            name="name"
            defaultValue={from === undefined ? '' : toReferenceName(from)}
            aria-label="Name of the reference"
            aria-invalid={fault === undefined ? undefined : true}
            aria-describedby={id}
            autoComplete="off"
            spellCheck={false}
            placeholder="when-slow"
            onKeyDown={(event) => event.key === 'Escape' && onDone()}
            className="h-8 min-w-0 flex-1 rounded-sm border border-line-strong bg-raised px-2 font-mono text-xs aria-invalid:border-coral pointer-coarse:h-11"
          />
          <span className="font-mono text-xs text-ink-soft">.md</span>
        </div>
        <p id={id} className={`mt-1 text-xs ${fault === undefined ? 'text-ink-soft' : 'text-coral'}`}>
          {fault ?? 'Enter to take it, Escape to leave it.'}
        </p>
      </form>
    </li>
  );
}
