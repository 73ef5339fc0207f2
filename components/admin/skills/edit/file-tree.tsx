'use client';

import { useState } from 'react';
import { FileText, MoreHorizontal, Pencil, Plus, Trash2 } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { showToast } from '#components/ui/show-toast.ts';
import { toReferenceName, toReferencePath } from '../desk/check-path.ts';
import { listPaths } from '../desk/compare-files.ts';
import { useDesk, useSkill } from '../desk/desk-context.tsx';
import { MAIN_FILE } from '../skill-view.ts';
import { FileNameForm } from './file-name-form.tsx';
import { FindingDot } from './finding-dot.tsx';

/** SKILL.md, and the references below it. */
export function FileTree() {
  const { desk } = useSkill();
  const files = useDesk((state) => state.files);
  /** A path: of the file that gets another name. Empty: a new one. */
  const [naming, setNaming] = useState<string>();
  const references = listPaths(files).filter((path) => path !== MAIN_FILE);
  const finish = (name?: string) => {
    if (name !== undefined && naming === '') desk.addReference(toReferencePath(name));
    else if (name !== undefined && naming && toReferencePath(name) !== naming)
      desk.renameReference(naming, toReferencePath(name));
    setNaming(undefined);
  };
  const remove = (path: string) => {
    const text = files[path] ?? '';
    desk.removeReference(path);
    const putBack = () => desk.replaceText({ ...desk.getState().files, [path]: text });
    showToast({ words: `${path} is gone from the text`, action: { label: 'Put back', run: putBack } });
  };
  return (
    <nav aria-label="Files" className="text-sm">
      <ul className="space-y-0.5">
        <FileRow path={MAIN_FILE} label={MAIN_FILE} />
      </ul>
      <div className="mt-3 mb-1 flex items-center justify-between pl-2">
        <h3 className="text-xs text-ink-soft">references</h3>
        <IconButton icon={Plus} size="small" label="Add a reference" onClick={() => setNaming('')} />
      </div>
      <ul className="space-y-0.5">
        {references.map((path) =>
          naming === path ? (
            <FileNameForm key={path} from={path} onDone={finish} />
          ) : (
            <FileRow
              key={path}
              path={path}
              label={toReferenceName(path)}
              onRename={() => setNaming(path)}
              onRemove={() => remove(path)}
            />
          ),
        )}
        {naming === '' && <FileNameForm onDone={finish} />}
      </ul>
      {references.length === 0 && naming === undefined && (
        <p className="px-2 text-xs text-ink-soft">None. Rules belong in SKILL.md; details go here.</p>
      )}
    </nav>
  );
}

interface FileRowProps {
  path: string;
  label: string;
  onRename?: () => void;
  onRemove?: () => void;
}

function FileRow({ path, label, onRename, onRemove }: FileRowProps) {
  const { desk } = useSkill();
  const isSelected = useDesk((state) => state.selected === path);
  const isChanged = useDesk((state) => state.files[path] !== state.saved.files[path]);
  return (
    <li
      className={classNames(
        'flex items-center rounded-md hover:bg-hover',
        isSelected && 'bg-kelp-wash hover:bg-kelp-wash',
      )}
    >
      <button
        type="button"
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => desk.select(path)}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left aria-[current]:font-medium aria-[current]:text-kelp pointer-coarse:min-h-11"
      >
        <FileText aria-hidden className="size-4 shrink-0 opacity-75" strokeWidth={1.75} />
        <span className="min-w-0 truncate font-mono text-xs">{label}</span>
        {isChanged && (
          <span className="text-xs text-sand" title="Not saved">
            <span aria-hidden>●</span>
            <span className="sr-only">not saved</span>
          </span>
        )}
        <FindingDot path={path} />
      </button>
      {onRename && onRemove && (
        <Menu
          label={`${label}: more`}
          aria-label={`${label}: more`}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-soft hover:text-ink pointer-coarse:size-11"
          entries={[
            { kind: 'action', label: 'Rename', icon: Pencil, run: onRename },
            { kind: 'action', label: 'Delete', icon: Trash2, isDangerous: true, run: onRemove },
          ]}
        >
          <MoreHorizontal aria-hidden className="size-4" strokeWidth={1.75} />
        </Menu>
      )}
    </li>
  );
}
