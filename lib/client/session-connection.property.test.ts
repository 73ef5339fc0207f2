import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState, toSnapshot } from '#lib/state/session-state.ts';
import { arbitraryLog } from '#lib/state/testing/arbitrary-log.ts';
import { createTestClient } from './testing/test-client.ts';

const place = fc.nat(20);
/** What a network, a server and a page may do between two frames. */
const move = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('commit' as const), events: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('deliver' as const), place: fc.constant(0) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('deliver' as const), place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('drop' as const, 'double' as const), place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('disconnect' as const, 'wake' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('compact' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 6_000 }) }),
  },
);

const scenario = fc.record({
  log: arbitraryLog,
  moves: fc.array(move, { maxLength: 150, size: 'max' }),
  pageSize: fc.constantFrom(2, 7, 500),
  /** Events that the page's first HTML has: null for a page without. */
  initialSeq: fc.option(fc.nat(10)),
});

test('[D1] [D2] [D7] whatever the network does, what is shown is a fold of the log, and in the end of all of it', () => {
  const seen = { reconnects: 0, dropped: 0, doubled: 0, reordered: 0, snapshots: 0 };
  fc.assert(
    fc.property(scenario, ({ log, moves, pageSize, initialSeq }) => {
      const { client, server, network, clock, page, frames } = createTestClient();
      const sessionId = createId();
      const foldOf = (seq: number) => toSnapshot(reduce(createSessionState(sessionId), log.slice(0, seq)));
      const session = server.createSession(sessionId);
      session.events = [];
      server.pageSize = pageSize;
      let committed = 0;
      const commit = (events: number) => {
        const batch = log.slice(committed, committed + events);
        if (batch.length > 0) server.commit(sessionId, batch);
        committed += batch.length;
      };
      commit(initialSeq ?? 0);
      const initial =
        initialSeq === null
          ? null
          : { snapshot: foldOf(committed), epoch: 'epoch-1', role: 'owner' as const };
      const { store, retain } = client.openSession(sessionId, initial);
      const shown = [store.getSnapshot().state];
      store.subscribe(() => shown.push(store.getSnapshot().state));
      retain();
      const stop = client.start();

      for (const step of moves) {
        const index = 'place' in step ? step.place % Math.max(1, network.inFlight.length) : 0;
        const frame = network.inFlight[index];
        switch (step.kind) {
          case 'commit':
            commit(step.events);
            break;
          case 'deliver':
            network.deliver(index);
            if (index > 0) seen.reordered += 1;
            break;
          case 'drop':
            if (frame) seen.dropped += 1;
            network.inFlight.splice(index, 1);
            break;
          case 'double':
            if (frame) network.inFlight.push(frame);
            if (frame) seen.doubled += 1;
            break;
          case 'disconnect':
            network.dropConnections();
            seen.reconnects += 1;
            break;
          case 'wake':
            page.give('wake');
            break;
          case 'compact':
            session.compactedSeq = committed;
            seen.snapshots += 1;
            break;
          case 'pass':
            clock.advance(step.ms);
        }
        frames.paint();
      }

      commit(log.length);
      for (let second = 0; second < 40; second++) {
        network.deliverAll();
        frames.paint();
        clock.advance(1_000);
      }
      expect(store.getSnapshot().phase).toBe('ready');
      expect(store.getSnapshot().state.seq).toBe(log.length);
      for (const state of new Set(shown)) expect(toSnapshot(state)).toEqual(foldOf(state.seq));
      const seqs = shown.map((state) => state.seq);
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
      stop();
    }),
    { numRuns: 300 },
  );
  // The property proves nothing about what never happened.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
});
