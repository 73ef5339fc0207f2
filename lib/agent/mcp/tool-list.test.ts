import { expect, test } from 'vitest';
import { replaceMisshapenTools } from './tool-list.ts';

test('[X59] of a list that is longer than anybody offers, the first tools are gone through', () => {
  const tools = Array.from({ length: 100_000 }, (_, index) => ({ name: `tool${index}` }));
  const read = replaceMisshapenTools({ jsonrpc: '2.0', id: 1, result: { tools } });
  expect(read).toEqual({
    jsonrpc: '2.0',
    id: 1,
    result: { tools: tools.slice(0, 1_000).map(({ name }) => ({ name, inputSchema: { type: 'unusable' } })) },
  });
});
