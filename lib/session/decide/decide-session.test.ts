import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '#lib/protocol/error.ts';
import type { SessionControl } from '../session-control.ts';
import {
  createControl,
  createFacts,
  createQueued,
  createRun,
  deleted,
  missing,
  refusalOf,
  stranger,
} from '../testing/control-fixture.ts';
import { agent, alice, model } from '../testing/log-fixture.ts';
import {
  decideArchive,
  decideCreate,
  decideDelete,
  decideRename,
  decideRestore,
  decideTitle,
} from './decide-session.ts';

const nothing = { events: [], reply: undefined };

describe('create', () => {
  test('makes the caller the owner', () => {
    expect(decideCreate(missing, { actor: alice })).toEqual({
      events: [{ type: 'session-create', actor: alice }],
      create: { ownerId: 'alice', title: null },
      reply: undefined,
    });
  });

  test('keeps the title that was given', () => {
    expect(decideCreate(missing, { actor: alice, title: 'Kelp' })).toEqual({
      events: [{ type: 'session-create', title: 'Kelp', actor: alice }],
      create: { ownerId: 'alice', title: 'Kelp' },
      reply: undefined,
    });
  });

  test.each<[string, ErrorCode, SessionControl]>([
    ['one’s own id', 'conflict', createControl()],
    ['an id that one may read', 'conflict', createControl({ role: 'viewer' })],
    ['[X20] somebody else’s id', 'not-found', stranger],
    ['a deleted id', 'gone', deleted],
  ])('of %s is refused: %s', (_, code, control) => {
    expect(refusalOf(() => decideCreate(control, { actor: alice }))).toBe(code);
  });
});

describe('rename', () => {
  test('is the user’s, also over a title of the user’s', () => {
    const control = createControl({ session: createFacts({ title: 'Old', titleBy: 'user' }) });
    expect(decideRename(control, { title: 'Kelp', actor: alice })).toEqual({
      events: [{ type: 'session-rename', title: 'Kelp', actor: alice }],
      titleBy: 'user',
      reply: undefined,
    });
  });
});

describe('a model’s title', () => {
  const title = { title: 'Kelp', agent: 'assistant' };

  test('is given to a session that has none', () => {
    expect(decideTitle(createControl(), title)).toEqual({
      events: [{ type: 'session-rename', title: 'Kelp', actor: agent }],
      titleBy: 'model',
      reply: true,
    });
  });

  test.each<[string, SessionControl]>([
    ['the user’s', createControl({ session: createFacts({ title: 'Mine', titleBy: 'user' }) })],
    ['an earlier one', createControl({ session: createFacts({ title: 'Coral', titleBy: 'model' }) })],
    ['that of a deleted session', deleted],
    ['one of no session', missing],
  ])('never replaces %s', (_, control) => {
    expect(decideTitle(control, title)).toEqual({ events: [], reply: false });
  });
});

describe('archive', () => {
  test.each([true, false])('to %s is an event', (archived) => {
    const control = createControl({ session: createFacts({ archived: !archived }) });
    expect(decideArchive(control, { archived, actor: alice })).toEqual({
      events: [{ type: 'session-archive', archived, actor: alice }],
      reply: undefined,
    });
  });

  test.each([true, false])('to %s a second time is none', (archived) => {
    const control = createControl({ session: createFacts({ archived }) });
    expect(decideArchive(control, { archived, actor: alice })).toEqual(nothing);
  });
});

describe('delete', () => {
  const deletion = { actor: alice, defaultModel: model };

  test('of an idle session ends nothing', () => {
    const runs = [createRun({ status: 'ended', leased: false })];
    expect(decideDelete(createControl({ runs }), deletion)).toEqual({ ...nothing, deleted: true });
  });

  test('[R1] stops and ends every live run, held or not, and takes nothing from the queue', () => {
    const runs = [
      createRun(),
      createRun({ status: 'requested', leased: false }),
      createRun({ parentRunId: createRun().runId, status: 'suspended', leased: false }),
      createRun({ status: 'ended' }),
    ];
    const stopped = runs.slice(0, 3).flatMap(({ runId }) => [
      { type: 'run-cancel', runId, actor: alice },
      { type: 'run-end', runId, reason: 'cancelled', actor: agent },
    ]);
    expect(decideDelete(createControl({ runs, queue: [createQueued()] }), deletion)).toEqual({
      events: stopped,
      deleted: true,
      reply: undefined,
    });
  });

  test('asked to stop before, a run is not asked again: one run-cancel, one run-end', () => {
    const run = createRun({ cancelRequested: true });
    expect(decideDelete(createControl({ runs: [run] }), deletion).events).toEqual([
      { type: 'run-end', runId: run.runId, reason: 'cancelled', actor: agent },
    ]);
  });

  test('a second time changes nothing', () => {
    expect(decideDelete(deleted, deletion)).toEqual(nothing);
  });
});

describe('restore', () => {
  const deletedFor = (deletedForMs: number) => createControl({ session: createFacts({ deletedForMs }) });

  test('brings a session back within ten seconds', () => {
    expect(decideRestore(deletedFor(10_000))).toEqual({ ...nothing, deleted: false });
  });

  test('of a session that is not deleted changes nothing', () => {
    expect(decideRestore(createControl())).toEqual(nothing);
  });

  test('after ten seconds is refused: gone', () => {
    expect(refusalOf(() => decideRestore(deletedFor(10_001)))).toBe('gone');
  });
});
