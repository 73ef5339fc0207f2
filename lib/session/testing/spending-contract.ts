import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { CommandOf } from '#lib/protocol/command.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import { decideEnd } from '../decide/decide-run.ts';
import { createExecutor } from './command-contract.ts';
import { alice, claimRun, commit, model, readAll, type Store } from './log-fixture.ts';
import type { LeaseHolder } from '../session-control.ts';

export interface SpendingStore {
  readonly log: Store;
  readonly holder: LeaseHolder;
  close(): Promise<void>;
}

const dayBudgets = { userUsd: 2, everybodyUsd: 5 };
const limits = { maxQueueItems: 10, maxLiveRuns: 1_000, dayBudgets };
const parts = [{ type: 'text' as const, text: 'hello' }];
const DAY_MS = 86_400_000;

/** What a day's answers cost, and what happens when that is too much. One day: each test goes on with the last one's. */
export function describeSpending(name: string, open: () => Promise<SpendingStore>): void {
  describe(`spending on ${name}`, () => {
    let store: SpendingStore;
    let executor: ReturnType<typeof createExecutor>;
    beforeAll(async () => {
      store = await open();
      executor = createExecutor(store.log, { limits });
    });
    afterAll(() => store.close());

    const send = async (userId: string, change: Partial<CommandOf<'send-message'>> = {}) => {
      const command = { type: 'send-message' as const, commandId: createId(), messageId: createId(), parts };
      const ack = await executor.execute(
        { userId },
        { ...command, sessionId: createId(), create: true, ...change },
      );
      return ack.ok ? { ok: true as const, reply: ack.result } : { ok: false as const, error: ack.error };
    };

    /** A run of a user, in a session of its own, under a lease. */
    async function start(userId: string) {
      const sessionId = createId();
      const sent = await send(userId, { sessionId });
      if (!sent.ok) throw new Error(sent.error.message);
      // Cast: what `send-message` answers when nothing is live.
      const { runId } = sent.reply as { runId: string };
      const { runEpoch } = await claimRun(store.log, sessionId, runId, store.holder);
      return { sessionId, runId, runEpoch };
    }

    const end = ({ sessionId, ...run }: Awaited<ReturnType<typeof start>>, usage?: Usage) =>
      commit(
        store.log.transact({ sessionId, runIds: [run.runId], withSpent: true }, (control) =>
          decideEnd(control, {
            ...run,
            ending: { reason: 'complete', ...(usage ? { usage } : {}) },
            defaultModel: model,
            dayBudgets,
          }),
        ),
      );

    test('who has used up the day’s budget is refused until the next day, and nobody else', async () => {
      await end(await start(alice.id), { costUsd: 1.25 });
      const live = await start(alice.id);
      await end(await start(alice.id), { costUsd: 0.75 });
      const queued = await send(alice.id, { sessionId: live.sessionId });
      const refused = await send(alice.id);
      expect(queued).toMatchObject({ ok: false, error: { code: 'limit' } });
      expect(refused).toEqual({
        ok: false,
        error: {
          code: 'limit',
          message:
            'cannot send the message: your budget for today is used up; it begins anew at midnight UTC',
          retryable: true,
          retryAfterMs: expect.any(Number),
        },
      });
      const waitMs = refused.ok ? 0 : (refused.error.retryAfterMs ?? 0);
      expect(waitMs).toBeGreaterThan(0);
      expect(waitMs).toBeLessThanOrEqual(DAY_MS);
      expect((await send('bob')).ok).toBe(true);
    });

    test('[C6] a run that uses up the budget leaves the queue waiting; one that does not takes the next item', async () => {
      const taking = await start('bob');
      const leaving = await start('bob');
      for (const { sessionId } of [taking, leaving]) expect((await send('bob', { sessionId })).ok).toBe(true);
      await end(taking, { costUsd: 1 });
      await end(leaving, { costUsd: 1 });
      const typesAfter = async ({ sessionId }: { sessionId: string }) => {
        const types = (await readAll(store.log, sessionId)).map(({ type }) => type);
        return types.slice(types.indexOf('run-end') + 1);
      };
      expect([await typesAfter(taking), await typesAfter(leaving)]).toEqual([
        ['queue-remove', 'message-add', 'run-request'],
        [],
      ]);
    });

    test('everybody is refused when the budget of all is used up', async () => {
      await end(await start('carol'), { costUsd: 1.5 });
      expect(await send('dave')).toMatchObject({
        ok: false,
        error: {
          code: 'limit',
          message:
            'cannot send the message: the budget of everybody here for today is used up; it begins anew at midnight UTC',
        },
      });
    });
  });
}
