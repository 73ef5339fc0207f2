import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

function record(
  format: 'json' | 'plain',
  secrets: string[] = [],
): { lines: string[]; logger: ReturnType<typeof createLogger> } {
  const lines: string[] = [];
  return {
    lines,
    logger: createLogger({ level: 'info', format, secrets, write: (line) => lines.push(line) }),
  };
}

test('fields that name a credential are redacted, also inside other fields', () => {
  const { lines, logger } = record('json');
  logger.info(
    { password: 'one', headers: { cookie: 'two' }, request: { headers: { authorization: 'three' } } },
    'asked',
  );
  expect(lines.map((line): unknown => ({ ...JSON.parse(line), time: 0 }))).toEqual([
    {
      level: 'info',
      time: 0,
      password: '[redacted]',
      headers: { cookie: '[redacted]' },
      request: { headers: { authorization: '[redacted]' } },
      msg: 'asked',
    },
  ]);
});

test('a known secret is redacted wherever it turns up, even in the text of an error', () => {
  const { lines, logger } = record('json', ['sk-0123456789']);
  logger.error({ error: new Error('refused key sk-0123456789') }, 'cannot call the model with sk-0123456789');
  expect(lines.join('')).not.toContain('sk-0123456789');
  expect(lines.join('')).toContain('refused key [redacted]');
});

test('a plain line has a clock, the words and the fields', () => {
  const { lines, logger } = record('plain');
  logger.warn({ port: 3000 }, 'port is taken');
  expect(lines.map((line) => line.replace(/^\d\d:\d\d:\d\d/, 'clock'))).toEqual([
    'clock warning: port is taken port=3000\n',
  ]);
});
