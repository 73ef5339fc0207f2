import type { Message, Part } from '#lib/protocol/message.ts';

/**
 * Whether the prompt that led to the newest step held something written by somebody else than this application's own
 * people. From then on the model may be following their words, so whatever writes or sends needs a person. Results of
 * the newest step itself do not count: when it asked for its tools, the model had not read them. [X46] [X58]
 */
export function hasReadUntrusted(history: readonly Message[], own: readonly Part[]): boolean {
  const before = own.slice(
    0,
    Math.max(
      0,
      own.findLastIndex((part) => part.type === 'step-start'),
    ),
  );
  return isUntrusted(before) || history.some((message) => isUntrusted(message.parts));
}

function isUntrusted(parts: readonly Part[]): boolean {
  return parts.some((part) => part.type === 'dynamic-tool' && part.untrusted === true);
}
