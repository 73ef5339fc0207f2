/**
 * What becomes of the frames of a socket that carry events, in the order they come: the frames that are passed on in the
 * place of one. Frames that are kept back are `late`: they follow when nothing else has come for a moment.
 */
export interface FrameFault {
  pass(frame: string): readonly string[];
  late?(): readonly string[];
}

export function dropEvery(nth: number): FrameFault {
  let count = 0;
  return { pass: (frame) => (++count % nth === 0 ? [] : [frame]) };
}

/** The socket stays open and its events are gone. */
export function dropAll(): FrameFault {
  return { pass: () => [] };
}

export function repeatEach(): FrameFault {
  return { pass: (frame) => [frame, frame] };
}

/** Every frame leaves up to `within` places from where it was, the same way each time. */
export function reorder(within: number): FrameFault {
  let kept: string[] = [];
  const release = (): readonly string[] => {
    const frames = shuffle(kept);
    kept = [];
    return frames;
  };
  return {
    pass(frame) {
      kept.push(frame);
      return kept.length < within ? [] : release();
    },
    late: release,
  };
}

/** The `nth` frame loses its second half. */
export function truncate(nth: number): FrameFault {
  return changeOne(nth, (frame) => frame.slice(0, Math.floor(frame.length / 2)));
}

/** One bit of the `nth` frame is another: of its first brace, since nobody could tell in a text. */
export function flipBit(nth: number): FrameFault {
  return changeOne(nth, (frame) => frame.replace('{', 'z'));
}

function changeOne(nth: number, change: (frame: string) => string): FrameFault {
  let count = 0;
  return { pass: (frame) => [++count === nth ? change(frame) : frame] };
}

/** Backwards, the odd places first: of three or more frames no two that were neighbours follow each other. */
function shuffle(frames: readonly string[]): string[] {
  const backwards = frames.toReversed();
  return [
    ...backwards.filter((_, index) => index % 2 === 1),
    ...backwards.filter((_, index) => index % 2 === 0),
  ];
}
