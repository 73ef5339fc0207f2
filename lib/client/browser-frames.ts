import type { FrameScheduler } from './frame-scheduler.ts';

/** Faster is not read better, and each paint of a long answer costs. */
const MIN_INTERVAL_MS = 33;
/** Frames stop in a hidden page; titles and unread marks go on. */
const HIDDEN_MS = 250;

/** At most one paint per animation frame and about thirty a second. */
export function createBrowserFrames(): FrameScheduler {
  let lastPaint = -Infinity;
  return {
    schedule(paint) {
      let frame = 0;
      const run = () => {
        cancel();
        lastPaint = performance.now();
        paint();
      };
      const onFrame = (now: number) => {
        // A frame that comes slightly early counts, else every second one would be skipped.
        if (now - lastPaint >= MIN_INTERVAL_MS - 4) return run();
        frame = requestAnimationFrame(onFrame);
      };
      frame = requestAnimationFrame(onFrame);
      const timer = setTimeout(run, HIDDEN_MS);
      const cancel = () => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
      };
      return cancel;
    },
  };
}
