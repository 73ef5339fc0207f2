import type { TestDatabase } from '#lib/db/testing/test-database.ts';

type Edit = readonly [text: string, replacement: string];

/** Ways to write the append wrong. The tests of the append have to notice each of them. */
const appendMutants = {
  /** Lock, epochs and inserts in one statement: after a wait for the lock it judges by what it read before. */
  'one statement': [
    [String.raw`  IF p_wait THEN[^]*?  END IF;`, ''],
    [
      String.raw`WITH given AS`,
      `WITH held AS MATERIALIZED (
        SELECT s.id, s.last_seq, s.deleted_at FROM session s
        WHERE s.id = ANY (p_session) ORDER BY s.id FOR NO KEY UPDATE
      ), given AS`,
    ],
    [String.raw`WHEN NOT given.session_id = ANY[^\n]*\n`, ''],
    [String.raw`LEFT JOIN session s`, 'LEFT JOIN held s'],
  ],
  'no lock': [[String.raw`FOR NO KEY UPDATE( SKIP LOCKED)?`, '']],
  'no check of the epoch': [[String.raw`r\.epoch <> given\.epoch OR`, '']],
  'no check of the end': [[String.raw`OR r\.status <> 'running'`, '']],
  'no check of a cancel': [[String.raw`WHEN r\.cancel_at IS NOT NULL THEN 'cancelled'`, '']],
  'locks in the order of the members': [
    [String.raw`ORDER BY s\.id`, 'ORDER BY array_position(p_session, s.id)'],
  ],
  'blind to its own retry': [[String.raw`e\.run_id = given\.run_id`, 'false']],
} as const satisfies Record<string, readonly Edit[]>;

export type AppendMutant = keyof typeof appendMutants;

/** Replaces the append of one database by a mutant of itself, until it is undone. */
export async function mutateAppend(
  database: TestDatabase,
  mutant: AppendMutant,
): Promise<() => Promise<void>> {
  const [row] = await database.prisma.$queryRaw<{ source: string }[]>`
    SELECT pg_get_functiondef('holdfast_append'::regproc) AS source`;
  const source = row?.source ?? '';
  const mutated = appendMutants[mutant].reduce((text, [pattern, replacement]) => {
    const edited = text.replaceAll(new RegExp(pattern, 'g'), replacement);
    if (edited === text) throw new Error(`cannot make the mutant "${mutant}": the append has no ${pattern}`);
    return edited;
  }, source);
  await database.prisma.$executeRawUnsafe(mutated);
  return async () => void (await database.prisma.$executeRawUnsafe(source));
}
