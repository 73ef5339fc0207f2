import type { Change } from './change.ts';
import { index } from './sql.ts';

export const slowEvents: Change = {
  id: 'slow-events',
  isAskedBy: (prompt) =>
    /\b(?:slow|takes? (?:forever|ages|long)|performance|lags?|speed up|time.?outs?)\b/i.test(prompt) &&
    /\bevents?\b/i.test(prompt),
  wanted: 'recent events of a user without reading all the others',
  table: 'events',
  mends: true,
  migration: 'index_events',
  docs: 'composite index equality before sort explain',
  question: "select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename = 'events'",
  write: (knows) => [
    // The equality comes first, then the sort: the other way round the index is read from its newest end, for everybody.
    index('events', knows('S12') ? 'user_id, created_at desc' : 'created_at'),
    { sql: 'analyze public.events' },
  ],
  proof:
    'explain select id, kind, created_at from public.events where user_id = (select user_id from public.events limit 1) order by created_at desc limit 20',
  done: (knows) =>
    knows('S12')
      ? 'Recent events of a user come straight out of an index now: first by user, then newest first, so that nothing is sorted and nobody else’s events are read.'
      : 'There is an index on the time of events now.',
};
