/**
 * Rejects when the work takes longer, and aborts its signal. What is under way then goes on; whoever started it bounds
 * it in its own way.
 */
export async function withTimeLimit<Result>(
  timeoutMs: number,
  start: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const late = new AbortController();
  const given = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new Error(`cannot wait longer than ${timeoutMs} ms`);
    late.abort(error);
    given.reject(error);
  }, timeoutMs);
  try {
    return await Promise.race([start(late.signal), given.promise]);
  } finally {
    clearTimeout(timer);
  }
}
