import Link from 'next/link';
import { Badge } from '#components/admin/frame/badge.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { Moment } from '../moment.tsx';

export interface SkillSummary {
  readonly name: string;
  /** From the front matter of what is in production. */
  readonly description: string;
  readonly production: number | null;
  readonly staging: number | null;
  readonly versions: number;
  readonly draft: { readonly author: string; readonly savedAt: string } | null;
  /** Answers of the newest runs that followed any version. */
  readonly answers: number;
  /** Answers follow its version in production, by the installation's setting. */
  readonly isFollowed: boolean;
}

export function SkillList({ skills }: { skills: readonly SkillSummary[] }) {
  if (skills.length === 0)
    return (
      <EmptyState
        title="There is no skill"
        text={
          <>
            Write one into <code className="font-mono">skills/&lt;name&gt;/SKILL.md</code> and start the app
            again, or push it with <code className="font-mono">npm run skills -- push</code>.
          </>
        }
      />
    );
  return (
    <ul className="space-y-3">
      {skills.map((skill) => (
        <SkillCard key={skill.name} skill={skill} />
      ))}
    </ul>
  );
}

function SkillCard({ skill }: { skill: SkillSummary }) {
  const { name, description, production, staging, versions, draft, answers, isFollowed } = skill;
  return (
    <li className="relative rounded-md border border-line bg-raised p-4 hover:border-line-strong">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-semibold">
          <Link
            href={`/admin/skills/${name}`}
            prefetch={false}
            className="rounded-sm after:absolute after:inset-0 after:rounded-md"
          >
            {name}
          </Link>
        </h2>
        {production === null ? (
          <Badge tone="bad">nothing in production</Badge>
        ) : (
          <Badge tone="good">production {production}</Badge>
        )}
        {staging !== null && staging !== production && <Badge tone="warn">staging {staging}</Badge>}
        {!isFollowed && <Badge>not followed here</Badge>}
      </div>
      <p className="mt-1.5 line-clamp-2 max-w-3xl text-sm text-ink-soft">{description}</p>
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
        <span>{count(versions, 'version')}</span>
        <span>{answers === 0 ? 'no answers lately' : `${count(answers, 'answer')} lately`}</span>
        {draft && (
          <span className="text-sand">
            a draft by {draft.author}, <Moment at={draft.savedAt} />
          </span>
        )}
      </p>
    </li>
  );
}

const count = (number: number, word: string): string =>
  `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
