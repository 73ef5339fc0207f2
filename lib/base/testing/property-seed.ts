import fc from 'fast-check';

/**
 * Property tests try the same cases in every run, so that a red run is somebody's change. Other cases are a matter of
 * `HOLDFAST_SEED=<number>`; one that fails becomes a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env.HOLDFAST_SEED ?? 1) });
