import type { Unsubscribe } from '#lib/base/emitter.ts';

/** Runs a paint soon; the returned function cancels it. */
export interface FrameScheduler {
  schedule(paint: () => void): Unsubscribe;
}

/** For programs without a page: every change is told at once. */
export const noFrames: FrameScheduler = {
  schedule(paint) {
    paint();
    return () => {};
  },
};
