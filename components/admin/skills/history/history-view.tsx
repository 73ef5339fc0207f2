'use client';

import { showToast } from '#components/ui/show-toast.ts';
import { useSkill } from '../desk/desk-context.tsx';
import { DRAFT } from '../diff/sources.ts';
import type { Comparison } from '../diff/diff-view.tsx';
import type { VersionView } from '../skill-view.ts';
import { MoveList } from './move-list.tsx';
import { VersionRow } from './version-row.tsx';

export interface HistoryViewProps {
  onCompare: (comparison: Comparison) => void;
  onEdit: () => void;
  onPublish: (version: VersionView) => void;
}

/** All versions, newest first, and every move of a label. */
export function HistoryView({ onCompare, onEdit, onPublish }: HistoryViewProps) {
  const { skill, actions, desk } = useSkill();
  const production = skill.labels.production?.hash;
  const editFrom = async ({ hash, number }: VersionView) => {
    const result = await actions.load(skill.name, hash).catch(() => undefined);
    if (!result?.ok)
      return showToast({ words: result?.error.message ?? 'The server could not be reached.', tone: 'bad' });
    const { files: mine, base } = desk.getState();
    desk.replaceText(result.value, hash);
    onEdit();
    showToast({
      words: `The text of version ${number} is in the editor`,
      description: 'It is not saved yet.',
      action: { label: 'Undo', run: () => desk.replaceText(mine, base) },
    });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <section aria-labelledby="versions">
        <h2 id="versions" className="mb-3 font-semibold">
          Versions
        </h2>
        <ol className="divide-y divide-line rounded-md border border-line bg-raised">
          {skill.versions.map((version) => (
            <VersionRow
              key={version.hash}
              version={version}
              onCompare={() =>
                onCompare(
                  production === undefined || production === version.hash
                    ? { from: version.hash, to: DRAFT }
                    : { from: production, to: version.hash },
                )
              }
              onEdit={() => void editFrom(version)}
              onPublish={() => onPublish(version)}
            />
          ))}
        </ol>
      </section>
      <section aria-labelledby="moves">
        <h2 id="moves" className="mb-3 font-semibold">
          Moves of labels
        </h2>
        <MoveList />
      </section>
    </div>
  );
}
