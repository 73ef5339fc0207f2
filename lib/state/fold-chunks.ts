import { assertNever } from '#lib/base/assert.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import type { Part, ToolPart } from '#lib/protocol/message.ts';

/** The parts after the chunks. Parts that no chunk touched keep their identity. */
export function foldChunks(parts: readonly Part[], chunks: readonly Chunk[]): Part[] {
  let next = [...parts];
  for (const chunk of chunks) next = foldChunk(next, chunk);
  return next;
}

/** Folds into `parts` in place where it can; the caller owns the array. */
function foldChunk(parts: Part[], chunk: Chunk): Part[] {
  switch (chunk.type) {
    case 'start-step':
      parts.push({ type: 'step-start', state: 'streaming' });
      return parts;
    case 'finish-step':
      return finishStep(parts, chunk);
    case 'reset-step':
      return resetStep(parts);
    case 'text-start':
    case 'reasoning-start':
      parts.push({
        type: chunk.type === 'text-start' ? 'text' : 'reasoning',
        id: chunk.id,
        text: '',
        state: 'streaming',
        ...metadataOf(chunk),
      });
      return parts;
    case 'text-delta':
    case 'reasoning-delta':
      return foldDelta(parts, chunk);
    case 'text-end':
    case 'reasoning-end':
      return foldEnd(parts, chunk);
    case 'tool-input-start':
      parts.push({ ...toolIdentity(chunk), state: 'input-streaming', inputText: '' });
      return parts;
    case 'tool-input-delta':
      return editTool(parts, chunk.toolCallId, (part) => ({
        ...part,
        inputText: (part.inputText ?? '') + chunk.inputTextDelta,
      }));
    case 'tool-input-available':
      return putTool(parts, { ...toolIdentity(chunk), state: 'input-available', input: chunk.input });
    case 'tool-input-error':
      return putTool(parts, {
        ...toolIdentity(chunk),
        state: 'output-error',
        input: chunk.input,
        errorText: chunk.errorText,
      });
    case 'tool-output-available':
      return editTool(parts, chunk.toolCallId, (part) => ({
        ...part,
        state: chunk.preliminary ? 'running' : 'output-available',
        output: chunk.output,
        ...(chunk.preliminary ? { preliminary: true } : { preliminary: false }),
        ...outcomeOf(chunk),
      }));
    case 'tool-output-error':
      return editTool(parts, chunk.toolCallId, (part) => ({
        ...part,
        state: 'output-error',
        errorText: chunk.errorText,
        ...outcomeOf(chunk),
      }));
    case 'tool-output-denied':
      return editTool(parts, chunk.toolCallId, (part) => ({ ...part, state: 'output-denied' }));
    case 'source-url':
    case 'source-document':
    case 'file': {
      const { providerMetadata: _, ...part } = chunk;
      parts.push(part);
      return parts;
    }
    case 'data-compaction':
    case 'data-budget':
      parts.push(chunk);
      return parts;
    default:
      return assertNever(chunk);
  }
}

function foldDelta(parts: Part[], chunk: Extract<Chunk, { type: 'text-delta' | 'reasoning-delta' }>): Part[] {
  const type = chunk.type === 'text-delta' ? 'text' : 'reasoning';
  const index = parts.findLastIndex((part) => part.type === type && part.id === chunk.id);
  const part = parts[index];
  // A delta without its start still has to be seen: it opens the part.
  if (part?.type !== 'text' && part?.type !== 'reasoning') {
    parts.push({ type, id: chunk.id, text: chunk.delta, state: 'streaming', ...metadataOf(chunk) });
    return parts;
  }
  parts[index] = { ...part, text: part.text + chunk.delta, state: 'streaming', ...metadataOf(chunk) };
  return parts;
}

function foldEnd(parts: Part[], chunk: Extract<Chunk, { type: 'text-end' | 'reasoning-end' }>): Part[] {
  const type = chunk.type === 'text-end' ? 'text' : 'reasoning';
  const index = parts.findLastIndex((part) => part.type === type && part.id === chunk.id);
  const part = parts[index];
  if (part?.type !== 'text' && part?.type !== 'reasoning') return parts;
  parts[index] = { ...part, state: 'done', ...metadataOf(chunk) };
  return parts;
}

function metadataOf(chunk: { providerMetadata?: Record<string, unknown> | undefined }) {
  return chunk.providerMetadata ? { providerMetadata: chunk.providerMetadata } : {};
}

function toolIdentity(
  chunk: Extract<Chunk, { type: 'tool-input-start' | 'tool-input-available' | 'tool-input-error' }>,
) {
  return {
    type: 'dynamic-tool' as const,
    toolCallId: chunk.toolCallId,
    toolName: chunk.toolName,
    ...(chunk.title === undefined ? {} : { title: chunk.title }),
    ...(chunk.providerExecuted === undefined ? {} : { providerExecuted: chunk.providerExecuted }),
    ...metadataOf(chunk),
  };
}

function outcomeOf(chunk: Extract<Chunk, { type: 'tool-output-available' | 'tool-output-error' }>) {
  return {
    ...(chunk.durationMs === undefined ? {} : { durationMs: chunk.durationMs }),
    ...(chunk.untrusted === undefined ? {} : { untrusted: chunk.untrusted }),
  };
}

function findTool(parts: Part[], toolCallId: string): number {
  return parts.findLastIndex((part) => part.type === 'dynamic-tool' && part.toolCallId === toolCallId);
}

function putTool(parts: Part[], tool: ToolPart): Part[] {
  const index = findTool(parts, tool.toolCallId);
  if (index === -1) parts.push(tool);
  else parts[index] = tool;
  return parts;
}

/** Changes the part of a tool call; a call that is not there is left alone. */
export function editTool(parts: Part[], toolCallId: string, edit: (part: ToolPart) => ToolPart): Part[] {
  const index = findTool(parts, toolCallId);
  const part = parts[index];
  if (part?.type === 'dynamic-tool') parts[index] = edit(part);
  return parts;
}

function finishStep(parts: Part[], chunk: Extract<Chunk, { type: 'finish-step' }>): Part[] {
  const index = parts.findLastIndex((part) => part.type === 'step-start');
  const { type: _, ...finish } = chunk;
  if (index !== -1) parts[index] = { type: 'step-start', state: 'done', ...finish };
  return parts;
}

/** Drops the unfinished step and all it wrote. Finished steps stay. */
export function resetStep(parts: readonly Part[]): Part[] {
  const index = parts.findLastIndex((part) => part.type === 'step-start');
  const start = parts[index];
  if (start?.type === 'step-start' && start.state !== 'streaming') return [...parts];
  return parts.slice(0, Math.max(index, 0));
}

/** What another attempt can't go on with: open reasoning and tool input that never became whole. [R4] */
export function abandonOpenParts(parts: readonly Part[]): Part[] {
  return parts.map((part) => {
    if (part.type === 'reasoning' && part.state === 'streaming') return { ...part, state: 'abandoned' };
    if (part.type === 'dynamic-tool' && part.state === 'input-streaming')
      return { ...part, state: 'abandoned' };
    return part;
  });
}

const finishedToolStates: ReadonlySet<ToolPart['state']> = new Set([
  'output-available',
  'output-error',
  'output-denied',
  'abandoned',
]);

/** Nothing of an ended run is open: what streams is done, a tool call without an outcome is abandoned. */
export function closeParts(parts: readonly Part[]): Part[] {
  return parts.map((part) => {
    if (part.type === 'text' && part.state === 'streaming') return { ...part, state: 'done' };
    if (part.type === 'reasoning' && part.state === 'streaming') return { ...part, state: 'abandoned' };
    if (part.type === 'step-start' && part.state === 'streaming') return { ...part, state: 'done' };
    if (part.type === 'dynamic-tool' && !finishedToolStates.has(part.state))
      return { ...part, state: 'abandoned' };
    return part;
  });
}
