interface SseRequest {
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** Reads the lines of a response, as they come, until it ends or the signal aborts. */
export async function readSseLines(
  url: string,
  request: SseRequest,
  onLine: (line: string) => void,
): Promise<void> {
  try {
    const response = await fetch(url, request);
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of response.body ?? []) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    }
  } catch (error) {
    if (!request.signal?.aborted) throw error;
  }
}

/** Reads the text deltas of AI SDK's UI message stream until it ends or the signal aborts. */
export function readSse(url: string, signal: AbortSignal, onDelta: (delta: string) => void): Promise<void> {
  return readSseLines(url, { signal }, (line) => {
    const delta = /"type":"text-delta".*"delta":"([^"]*)"/.exec(line)?.[1];
    if (delta !== undefined) onDelta(delta);
  });
}
