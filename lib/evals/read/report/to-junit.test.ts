import { expect, test } from 'vitest';
import type { Trial } from '#lib/evals/model/eval-run.ts';
import { evalRun } from '../testing/run-fixture.ts';
import { check, trial } from '../testing/trial-fixture.ts';
import { toJUnit } from './to-junit.ts';

const run = evalRun();
const tell = (trials: readonly Trial[]): string => toJUnit({ run, trials });

test('has a suite for each condition and model, and a case for each scenario and repeat', () => {
  const skill = 'kelp@aaaaaaaaaaaa';
  const failed = { ...check('a S01,S02 f'), holds: 'It holds.', evidence: 'It does not.' };
  const should = { ...check('?b S03 f'), holds: 'It may.', evidence: 'No.' };
  expect(
    tell([
      trial(['a S01 p', '?b S03 f'], { latencyMs: 1_234 }),
      trial([], { repeat: 2, isPassed: false, checks: [failed, should, check('c S04 p')], latencyMs: 100 }),
      trial([], { repeat: 3, status: 'infra-failed', fault: 'provider-down' }),
      trial(['a S01 p'], { repeat: 4, isPassed: false, fault: 'budget-steps' }),
      trial([], { repeat: 5, status: 'skipped', fault: 'cost limit' }),
      trial([], { repeat: 6, status: 'waiting' }),
      trial(['a S01 n'], { condition: 'baseline', modelId: 'openai:x', scenarioId: 'table' }),
    ]),
  ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${skill}" tests="7" failures="2" errors="1" skipped="2" time="1.334">
<testsuite name="mcp+skill demo:kelp (simulated)" tests="6" failures="2" errors="1" skipped="2" time="1.334">
<testcase classname="${skill}.mcp+skill demo:kelp (simulated)" name="view 1" time="1.234"/>
<testcase classname="${skill}.mcp+skill demo:kelp (simulated)" name="view 2" time="0.100"><failure message="failed: a" type="model">a (must, S01 S02): It holds.
  It does not.
b (should, S03): It may.
  No.</failure></testcase>
<testcase classname="${skill}.mcp+skill demo:kelp (simulated)" name="view 3" time="0.000"><error message="provider-down" type="infra"/></testcase>
<testcase classname="${skill}.mcp+skill demo:kelp (simulated)" name="view 4" time="0.000"><failure message="budget-steps" type="model"/></testcase>
<testcase classname="${skill}.mcp+skill demo:kelp (simulated)" name="view 5" time="0.000"><skipped message="cost limit"/></testcase>
<testcase classname="${skill}.mcp+skill demo:kelp (simulated)" name="view 6" time="0.000"><skipped message="it is waiting"/></testcase>
</testsuite>
<testsuite name="baseline openai:x" tests="1" failures="0" errors="0" skipped="0" time="0.000">
<testcase classname="${skill}.baseline openai:x" name="table 1" time="0.000"/>
</testsuite>
</testsuites>
`);
});

test('says what a model wrote without becoming it, and leaves out what XML can not hold', () => {
  const hostile = `]]></failure><x a="1" b='2'>&amp;\u0000\u001B[31m\u0008\uFFFE\uD800\u0085 ä 🪸\r\nnext\t.\rlast`;
  const escaped = ']]&gt;&lt;/failure&gt;&lt;x a=&quot;1&quot; b=&apos;2&apos;&gt;&amp;amp;[31m\uFFFD ä 🪸';
  const failed = { ...check('a S01 f'), holds: hostile, evidence: '' };
  const xml = tell([trial([], { isPassed: false, checks: [failed], fault: hostile })]);
  expect(xml).toContain(`<failure message="failed: a; ${escaped}&#10;next&#9;.&#10;last" type="model">`);
  expect(xml).toContain(`a (must, S01): ${escaped}\nnext\t.\nlast\n  </failure>`);
});

test('of no trials there is an empty report', () => {
  expect(tell([])).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kelp@aaaaaaaaaaaa" tests="0" failures="0" errors="0" skipped="0" time="0.000">\n</testsuites>\n',
  );
});
