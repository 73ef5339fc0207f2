/** Settles as `promise` does, or rejects with the signal's reason when that comes first. */
export function raceAbort<T>(promise: PromiseLike<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(toError(signal.reason));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    promise.then(resolve, reject).then(() => signal.removeEventListener('abort', onAbort));
  });
}

/** The parts of a stream until it ends or the signal aborts, also when its provider does not listen to the signal. */
export async function* readUntilAborted<T>(
  stream: ReadableStream<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const next = await raceAbort(reader.read(), signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Best effort: nobody waits for a provider that does not let go.
    reader.cancel().catch(() => undefined);
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException(String(reason), 'AbortError');
}
