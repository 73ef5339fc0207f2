/** Resolves with undefined when the signal aborts; `over` frees the listener of a signal that lives longer. */
export function whenAborted(signal: AbortSignal, over: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { signal: over });
  });
}
