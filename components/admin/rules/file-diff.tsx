import { classNames } from '#components/ui/class-names.ts';
import { diffLines, type DiffLine } from './diff-lines.ts';

const looks = {
  same: { sign: ' ', words: '', tone: 'text-ink-soft' },
  added: { sign: '+', words: 'added: ', tone: 'bg-kelp-wash text-ink' },
  removed: { sign: '−', words: 'removed: ', tone: 'bg-coral-wash text-ink' },
} satisfies Record<DiffLine['kind'], { sign: string; words: string; tone: string }>;

export interface FileDiffProps {
  path: string;
  before: string;
  after: string;
}

/** What would change in one file. */
export function FileDiff({ path, before, after }: FileDiffProps) {
  return (
    <figure className="overflow-hidden rounded-sm border border-line">
      <figcaption className="border-b border-line bg-sunken px-3 py-1.5 font-mono text-xs">{path}</figcaption>
      <div
        role="group"
        aria-label={`Changes of ${path}`}
        tabIndex={0}
        className="max-h-96 overflow-auto py-1 font-mono text-xs -outline-offset-2"
      >
        {diffLines(before, after).map((hunk, index) => (
          <ol
            key={hunk[0]?.line}
            className={classNames(index > 0 && 'mt-1 border-t border-dashed border-line pt-1')}
          >
            {hunk.map(({ kind, text, line }) => (
              <li
                key={`${kind} ${line}`}
                className={classNames('flex gap-2 px-3 leading-5', looks[kind].tone)}
              >
                <span aria-hidden className="w-8 shrink-0 text-right text-ink-soft tabular-nums select-none">
                  {line}
                </span>
                <span aria-hidden className="w-2 shrink-0 select-none">
                  {looks[kind].sign}
                </span>
                <span className="min-w-0 [overflow-wrap:anywhere] whitespace-pre-wrap">
                  {looks[kind].words && <span className="sr-only">{looks[kind].words}</span>}
                  {text}
                </span>
              </li>
            ))}
          </ol>
        ))}
      </div>
    </figure>
  );
}
