/** Reads the text deltas of AI SDK's UI message stream until it ends or the signal aborts. */
export async function readSse(
  url: string,
  signal: AbortSignal,
  onDelta: (delta: string) => void,
): Promise<void> {
  try {
    const response = await fetch(url, { signal });
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of response.body ?? []) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const delta = /"type":"text-delta".*"delta":"([^"]*)"/.exec(line)?.[1];
        if (delta !== undefined) onDelta(delta);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
