import { expect, test } from 'vitest';
import { toCountWords, toProgressWords, toRestWords, toRunProgress, toRunState } from './run-state.ts';

const none = { waiting: 0, running: 0, graded: 0, 'infra-failed': 0, skipped: 0, cached: 0 };

test('a run that is being stopped says so, and says what it was when it is done', () => {
  expect([
    toRunState({ status: 'waiting', ending: null, cancelled: false }),
    toRunState({ status: 'running', ending: null, cancelled: false }),
    toRunState({ status: 'running', ending: null, cancelled: true }),
    toRunState({ status: 'done', ending: 'cancelled', cancelled: true }),
    toRunState({ status: 'done', ending: 'complete', cancelled: false }),
    toRunState({ status: 'done', ending: 'error', cancelled: false }),
  ]).toEqual([
    { words: 'Waiting for a worker', tone: 'plain' },
    { words: 'Running', tone: 'live' },
    { words: 'Stopping', tone: 'live' },
    { words: 'Cancelled', tone: 'plain' },
    { words: 'Complete', tone: 'good' },
    { words: 'Could not go on', tone: 'bad' },
  ]);
});

test('whatever ended counts as progress, also what broke or was not begun', () => {
  const counts = { ...none, waiting: 4, running: 2, graded: 8, 'infra-failed': 1, skipped: 1, cached: 3 };
  expect(toRunProgress(counts)).toEqual({ ended: 10, total: 16, share: 0.625 });
  expect(toRunProgress(none)).toEqual({ ended: 0, total: 0, share: 0 });
});

test('what broke for our reasons stands apart from what was graded', () => {
  const counts = { ...none, graded: 1_200, cached: 3, 'infra-failed': 1 };
  expect(toCountWords(counts)).toEqual(['1,200 graded (3 from the cache)', '1 broke for our reasons']);
});

test('what was skipped is no result of a run that is over', () => {
  const counts = { ...none, graded: 42, skipped: 282 };
  expect([
    toProgressWords({ status: 'running', counts }),
    toProgressWords({ status: 'done', counts }),
  ]).toEqual(['324 of 324 trials', '42 of 324 graded']);
});

test('beside the words for its progress a run that is over says only what they leave out', () => {
  const counts = { ...none, graded: 36, cached: 2, skipped: 1 };
  expect([toRestWords({ status: 'done', counts }), toRestWords({ status: 'running', counts })]).toEqual([
    ['2 from the cache', '1 skipped'],
    ['36 graded (2 from the cache)', '1 skipped'],
  ]);
});
