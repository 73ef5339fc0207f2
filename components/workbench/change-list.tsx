import type { WorkbenchChange } from '#lib/protocol/workbench.ts';
import { classNames } from '../ui/class-names.ts';
import { toChangeWords, type ChangeWords } from './change-words.ts';
import { foldNewTables } from './fold-new-tables.ts';

const looks = {
  added: { sign: '+', tone: 'text-kelp' },
  altered: { sign: '~', tone: 'text-sand' },
  dropped: { sign: '−', tone: 'text-coral' },
} satisfies Record<ChangeWords['sign'], { sign: string; tone: string }>;

/** What an answer changed, table by table. */
export function ChangeList({ changes }: { changes: readonly WorkbenchChange[] }) {
  const byObject = Map.groupBy(foldNewTables(changes), ({ on }) => on);
  return (
    <ul className="space-y-2.5">
      {[...byObject].map(([on, members]) => (
        <li key={on}>
          <p className="font-mono text-xs font-medium [overflow-wrap:anywhere]">{on}</p>
          <ul className="mt-0.5 text-sm">
            {members.map((change) => (
              <Change key={JSON.stringify(change)} words={toChangeWords(change)} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Change({ words: { what, done, sign } }: { words: ChangeWords }) {
  const look = looks[sign];
  return (
    <li className="flex gap-2">
      <span aria-hidden className={classNames('w-3 shrink-0 text-center font-mono', look.tone)}>
        {look.sign}
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {what} <span className="text-ink-soft">{done}</span>
      </span>
    </li>
  );
}
