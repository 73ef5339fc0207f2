import type pg from 'pg';
import type { EventBody } from '#lib/protocol/event.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import { toEventColumns } from './event-rows.ts';

interface AppendRow {
  member: number;
  verdict: 'ok' | 'cancelled' | 'fenced' | 'locked' | 'missing';
  first_seq: number | null;
  at_ms: number;
}

/**
 * One round trip of the append function (prisma/migrations, `holdfast_append`): rows in the order of the members.
 * A named statement of `pg` and not Prisma, because this is the one hot statement (docs/decisions).
 */
export async function appendMembers(
  connection: pg.Pool | pg.ClientBase,
  members: readonly {
    sessionId: string;
    runId: string;
    runEpoch: number;
    after: number;
    events: readonly (EventBody & { actor: Actor })[];
  }[],
  wait: boolean,
): Promise<AppendRow[]> {
  const events = members.flatMap((member, index) =>
    member.events.map((event) => {
      const { type, actor, data } = toEventColumns(event);
      return { m: index + 1, t: type, a: actor, d: data };
    }),
  );
  const result = await connection.query<AppendRow>({
    name: 'holdfast_append',
    text: 'SELECT member, verdict, first_seq, at_ms FROM holdfast_append($1, $2, $3, $4, $5, $6)',
    values: [
      members.map((member) => member.sessionId),
      members.map((member) => member.runId),
      members.map((member) => member.runEpoch),
      members.map((member) => member.after),
      JSON.stringify(events),
      wait,
    ],
  });
  return result.rows;
}
