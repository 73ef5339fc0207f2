import type { Event } from '#lib/protocol/event.ts';
import { MAX_FRAME_BYTES } from '#lib/protocol/limits.ts';

/** Events per frame: a frame holds a megabyte, and what wraps an event in it is small. */
const MAX_PAGE_CHARS = MAX_FRAME_BYTES / 4;

/** The first of the events, as many as one frame holds, at least one. */
export function takePage(events: readonly Event[], maxChars = MAX_PAGE_CHARS): Event[] {
  let chars = 0;
  const end = events.findIndex((event, index) => {
    chars += JSON.stringify(event).length;
    return index > 0 && chars > Math.min(maxChars, MAX_PAGE_CHARS);
  });
  return end === -1 ? [...events] : events.slice(0, end);
}
