import { LocalDateTime } from '#components/admin/frame/local-date-time.tsx';

export interface AdminRead {
  readonly id: string;
  readonly at: string;
  readonly actor: { readonly name: string };
  readonly subject: string;
}

/** Which admins looked at something of one's own. */
export function AdminReads({ reads }: { reads: readonly AdminRead[] }) {
  if (reads.length === 0) {
    return <p className="text-sm">No admin has opened an answer or a session of yours.</p>;
  }
  return (
    <ul className="space-y-2 text-sm">
      {reads.map(({ id, at, actor, subject }) => (
        <li key={id}>
          <span className="text-ink-soft">
            <LocalDateTime at={at} />
          </span>{' '}
          <strong className="font-semibold">{actor.name}</strong> opened {subject}
        </li>
      ))}
    </ul>
  );
}
