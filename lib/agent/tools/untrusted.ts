import type { Message, Part } from '#lib/protocol/message.ts';

/**
 * Whether the prompt that led to the newest step held something written by somebody else than this application's own
 * people. From then on the model may be following their words, so whatever writes or sends needs a person. Results of
 * the newest step itself do not count: when it asked for its tools, the model had not read them. `history` has only the
 * newest messages of a long branch; a summary may tell what others wrote in those before. [X46] [X58]
 */
export function hasReadUntrusted(history: readonly Message[], own: readonly Part[]): boolean {
  const before = own.slice(
    0,
    Math.max(
      0,
      own.findLastIndex((part) => part.type === 'step-start'),
    ),
  );
  const earlier = history.map((message) => message.parts);
  const isCutOff = history[0] !== undefined && history[0].parentId !== null;
  return [...earlier, before].some(isUntrusted) || (isCutOff && [...earlier, own].some(hasSummary));
}

function isUntrusted(parts: readonly Part[]): boolean {
  return parts.some((part) => part.type === 'dynamic-tool' && part.untrusted === true);
}

function hasSummary(parts: readonly Part[]): boolean {
  return parts.some((part) => part.type === 'data-compaction' && part.data.throughToolCallId === undefined);
}
