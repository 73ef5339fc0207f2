import pg from 'pg';
import { createDatabase } from '#lib/db/client.ts';
import { compactSession } from '#lib/db/housekeeping-rows.ts';
import { App } from '../app.ts';
import type { Row, Scenario } from '../scenario.ts';
import { format } from '../statistics.ts';
import { Viewer } from '../viewer.ts';

const TOKENS_PER_ANSWER = 1_000;
/** Few enough not to share flushes more than a small installation would, often enough to fill the first index pages. */
const AT_ONCE = 40;

/** G13: what an answer takes on the disk, while its chunk rows are there and when they are gone. */
export const storage: Scenario = {
  name: 'storage',
  title: 'Rows and bytes of 1,000 tokens',
  goal:
    'Answers of 1,000 words at 50 per second, all tables and indexes, after VACUUM FULL, beside the bytes of their text. ' +
    'G13: compacted ≤ 1.5 × the text.',
  async run(world) {
    const rounds = world.plan.quick ? 1 : 5;
    const answers = rounds * AT_ONCE;
    const databaseUrl = await world.createDatabase();
    const before = await readSizes(databaseUrl);
    const app = await App.start(world, { databaseUrl });
    const sessionIds: string[] = [];
    try {
      for (let round = 0; round < rounds; round++) sessionIds.push(...(await writeAnswers(app, AT_ONCE)));
    } finally {
      await app.kill();
    }
    const live = await readSizes(databaseUrl);
    await compact(databaseUrl, sessionIds);
    const compacted = await readSizes(databaseUrl);
    const thousands = (answers * TOKENS_PER_ANSWER) / 1_000;
    return [
      toRow('live', live, before.bytes, thousands),
      toRow('compacted', compacted, before.bytes, thousands),
    ];
  },
};

interface Sizes {
  bytes: number;
  chunkRows: number;
  textBytes: number;
}

function toRow(
  what: string,
  { bytes, chunkRows, textBytes }: Sizes,
  emptyBytes: number,
  thousands: number,
): Row {
  return {
    what,
    'chunk rows': format(chunkRows / thousands),
    bytes: format((bytes - emptyBytes) / thousands),
    'text bytes': format(textBytes / thousands),
    'bytes / text': format((bytes - emptyBytes) / textBytes),
  };
}

async function writeAnswers(app: App, answers: number): Promise<string[]> {
  const door = await app.signIn();
  const asker = await Viewer.open(door);
  const viewers = await Viewer.openMany(answers, door);
  const written = viewers.map(async (viewer) => {
    const { sessionId } = await asker.ask(`say ${TOKENS_PER_ANSWER} words at 50 per second`);
    const ended = new Promise<void>((resolve) => {
      viewer.onEvent = (event) => event.type === 'run-end' && resolve();
    });
    await viewer.join(sessionId);
    await ended;
    return sessionId;
  });
  const sessionIds = await Promise.all(written);
  for (const viewer of [asker, ...viewers]) viewer.drop();
  return sessionIds;
}

async function compact(databaseUrl: string, sessionIds: readonly string[]): Promise<void> {
  const db = createDatabase({ url: databaseUrl, name: 'bench', connections: 1 });
  for (const sessionId of sessionIds) await compactSession(db, sessionId, 0);
  await db.$disconnect();
}

const tables = ['session', 'event', 'message', 'run', 'participant', 'command'];

async function readSizes(databaseUrl: string): Promise<Sizes> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const table of tables) await client.query(`VACUUM FULL ${table}`);
  const { rows } = await client.query<Sizes>(
    `SELECT
    (SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest($1::text[]) name)::float8 AS bytes,
    (SELECT count(*) FROM event WHERE type = 'run-chunk')::float8 AS "chunkRows",
    (SELECT coalesce(sum(octet_length(part ->> 'text')), 0) FROM message, jsonb_array_elements(parts) part)::float8
      AS "textBytes"`,
    [tables],
  );
  await client.end();
  return rows[0] ?? { bytes: 0, chunkRows: 0, textBytes: 0 };
}
