import { expect, test } from 'vitest';
import type { Part, ToolPart } from '#lib/protocol/message.ts';
import { groupParts, type SourcePart } from './group-parts.ts';

const tool = (toolCallId: string): ToolPart => ({
  type: 'dynamic-tool',
  toolCallId,
  toolName: 'list_tables',
  state: 'output-available',
});
const source = (sourceId: string): SourcePart => ({
  type: 'source-url',
  sourceId,
  url: 'https://kelp.example',
});
const step: Part = { type: 'step-start', state: 'done' };
const text: Part = { type: 'text', text: 'kelp' };

test('tool calls stand together, also across steps, until something else comes between', () => {
  const parts = [step, text, tool('a'), tool('b'), step, tool('c'), text, tool('d')];
  expect(groupParts(parts)).toEqual([
    { kind: 'part', key: 'text-1', part: text, isLast: false },
    { kind: 'tools', key: 'a', tools: [tool('a'), tool('b'), tool('c')] },
    { kind: 'part', key: 'text-6', part: text, isLast: false },
    { kind: 'tools', key: 'd', tools: [tool('d')] },
  ]);
});

test('sources are numbered through the whole answer', () => {
  expect(groupParts([source('1'), source('2'), text, source('3')])).toEqual([
    { kind: 'sources', key: 'source-url-0', sources: [source('1'), source('2')], firstNumber: 1 },
    { kind: 'part', key: 'text-2', part: text, isLast: false },
    { kind: 'sources', key: 'source-url-3', sources: [source('3')], firstNumber: 3 },
  ]);
});

test('only what nothing follows, not even a step, is last', () => {
  expect(groupParts([text]).map((group) => group.kind === 'part' && group.isLast)).toEqual([true]);
  expect(groupParts([text, step]).map((group) => group.kind === 'part' && group.isLast)).toEqual([false]);
});
