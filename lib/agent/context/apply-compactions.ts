import type { CompactionData } from '#lib/protocol/data-part.ts';
import type { Message, Part, ToolPart } from '#lib/protocol/message.ts';

/** Outputs that are shorter cost less than what would stand in their place is worth. */
export const SHORT_OUTPUT_CHARS = 500;

export interface CompactedBranch {
  /** What stands for the messages that are gone. */
  readonly summary: string | undefined;
  readonly history: readonly Message[];
  readonly own: readonly Part[];
}

/**
 * The branch as the newest compactions on it left it: their record is in the log, so every worker and every later run
 * gives a model the same. People still see all of it.
 */
export function applyCompactions(history: readonly Message[], own: readonly Part[]): CompactedBranch {
  const compactions = [
    ...history.flatMap(({ id, parts }) => findCompactions(parts, id)),
    ...findCompactions(own),
  ];
  const outputs = compactions.findLast(({ data }) => data.throughToolCallId !== undefined);
  const shrunk = outputs ? shrinkOutputs(history, own, outputs) : { history, own };
  const messages = compactions.findLast(({ data }) => data.throughToolCallId === undefined)?.data;
  if (!messages) return { summary: undefined, ...shrunk };
  // Not found: the branch was longer than what was read of it, and nothing that is gone is left.
  const through = shrunk.history.findIndex((message) => message.id === messages.throughMessageId);
  return {
    summary: messages.summary,
    history: shrunk.history.slice(through + 1),
    own: shrunk.own,
  };
}

interface PlacedCompaction {
  readonly data: CompactionData;
  /** The message that it is recorded in; absent for the run's own. */
  readonly messageId?: string;
}

function findCompactions(parts: readonly Part[], messageId?: string): PlacedCompaction[] {
  return parts
    .filter((part) => part.type === 'data-compaction')
    .map(({ data }) => ({ data, ...(messageId === undefined ? {} : { messageId }) }));
}

/** Everything up to the call: earlier messages as a whole, and the parts before it in its own. */
function shrinkOutputs(
  history: readonly Message[],
  own: readonly Part[],
  { data, messageId }: PlacedCompaction,
): { history: readonly Message[]; own: readonly Part[] } {
  const { summary, throughToolCallId } = data;
  const holder = data.throughMessageId ?? messageId;
  const last = holder === undefined ? history.length : history.findIndex(({ id }) => id === holder);
  const shrinkAll = (parts: readonly Part[]) => parts.map((part) => shrink(part, summary));
  const shrinkThrough = (parts: readonly Part[]) => {
    const end = parts.findIndex(
      (part) => part.type === 'dynamic-tool' && part.toolCallId === throughToolCallId,
    );
    return [...shrinkAll(parts.slice(0, end + 1)), ...parts.slice(end + 1)];
  };
  return {
    history: history.map((message, index) => {
      if (index > last) return message;
      return { ...message, parts: (index < last ? shrinkAll : shrinkThrough)(message.parts) };
    }),
    own: holder === undefined ? shrinkThrough(own) : own,
  };
}

function shrink(part: Part, summary: string): Part {
  if (part.type !== 'dynamic-tool' || outputChars(part) <= SHORT_OUTPUT_CHARS) return part;
  return part.state === 'output-error'
    ? { ...part, errorText: summary, untrusted: false }
    : { ...part, output: summary, untrusted: false };
}

/** Of a call that has an outcome, as far as a model is given it. */
export function outputChars(part: ToolPart): number {
  if (part.state === 'output-error') return part.errorText?.length ?? 0;
  if (part.state !== 'output-available') return 0;
  return typeof part.output === 'string' ? part.output.length : (JSON.stringify(part.output)?.length ?? 0);
}
